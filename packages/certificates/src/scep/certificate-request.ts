import { verify } from 'node:crypto'
import { BerError, berTag, childrenOf, expectTag, readBer, type BerElement } from '../ber.ts'
import { isDeviceKey, readPublicKey } from '../device-key.ts'
import { oid } from '../object-identifiers.ts'
import { digestOfAlgorithm } from '../signature-algorithms.ts'
import { algorithmOf, readAttributes } from '../signed-message.ts'
import { takenDigests, type ScepPolicy } from './policy.ts'
import { readText } from './text.ts'

/** What counts of a PKCS #10 request. Its subject and the extensions it asks for do not: those are ours. */
export type CertificateRequest = {
  /** SPKI, DER; the request is signed with its private key. */
  readonly publicKey: Uint8Array
  readonly challenge: string | null
}

const longestChallenge = 256

/** `key-refused`: it holds, but no device may have such a key. Everything else is one failure. */
export type CertificateRequestFailure = 'request-unreadable' | 'key-refused'

/** Reads hostile bytes: a request (RFC 2986) that holds and whose key a device may have, or a failure; never a throw. */
export function readCertificateRequest(
  bytes: Uint8Array,
  policy: ScepPolicy = {},
): CertificateRequest | CertificateRequestFailure {
  try {
    return readRequest(bytes, policy)
  } catch {
    // BerError, or a key that OpenSSL can't read.
    return 'request-unreadable'
  }
}

function readRequest(bytes: Uint8Array, policy: ScepPolicy): CertificateRequest | CertificateRequestFailure {
  const [information, algorithm, signature, ...more] = childrenOf(expectTag(readBer(bytes), berTag.sequence))
  const [version, subject, spki, ...attributes] = childrenOf(expectTag(information, berTag.sequence))
  expectTag(version, berTag.integer)
  expectTag(subject, berTag.sequence)
  if (more.length > 0 || attributes.length > 1) return 'request-unreadable'
  const key = readPublicKey(expectTag(spki, berTag.sequence).raw)
  const digest = digestOfAlgorithm(algorithmOf(algorithm), key, takenDigests(policy))
  const signed = expectTag(information, berTag.sequence).raw
  if (digest === null || !verify(digest, signed, key, bitsOf(signature))) return 'request-unreadable'
  const challenge = attributes[0] === undefined ? null : challengeOf(attributes[0])
  if (!isDeviceKey(key)) return 'key-refused'
  return { publicKey: key.export({ format: 'der', type: 'spki' }), challenge }
}

/** A BIT STRING of whole octets. */
function bitsOf(element: BerElement | undefined): Uint8Array {
  const { content } = expectTag(element, berTag.bitString)
  if (content[0] !== 0) throw new BerError('Not whole octets')
  return content.subarray(1)
}

/** The challenge password (RFC 2985 section 5.4.1), null where there is none; throws for one that is no text. */
function challengeOf(element: BerElement): string | null {
  const attributes = readAttributes(expectTag(element, berTag.context0))
  if (attributes === null) throw new BerError('An attribute stands twice')
  const value = attributes.get(oid.challengePassword)
  if (value === undefined) return null
  const text = readText(value)
  if (text === null || text.length > longestChallenge) throw new BerError('The challenge is no text')
  return text
}
