import {
  BerError,
  berTag,
  childrenOf,
  expectTag,
  octetsInParts,
  octetsOf,
  oidOf,
  readBer,
  type BerElement,
} from '../ber.ts'
import { oid } from '../object-identifiers.ts'
import { digestOf, type DigestName } from '../signature-algorithms.ts'
import { cipherOf, type ContentCipher } from './ciphers.ts'
import type { ScepPolicy } from './policy.ts'
import type { OaepDigests } from './unpad.ts'

/** How a content key travels: `pkcs1`, or OAEP with its digests. */
export type KeyTransport = 'pkcs1' | OaepDigests

/** An EnvelopedData for one recipient (RFC 5652 section 6), still closed. */
export type Envelope = {
  readonly transport: KeyTransport
  readonly encryptedKey: Uint8Array
  readonly cipher: ContentCipher
  readonly iv: Uint8Array
  /** Whole blocks of the cipher, at least one. */
  readonly content: Uint8Array
}

export type EnvelopeFailure = 'envelope-malformed' | 'envelope-algorithm' | 'recipient-count'

/** Reads hostile bytes: an envelope or a failure, never a throw. Tells nothing that its sender does not know. */
export function readEnvelope(bytes: Uint8Array, policy: ScepPolicy): Envelope | EnvelopeFailure {
  try {
    return readContentInfo(bytes, policy)
  } catch (error) {
    if (error instanceof BerError) return 'envelope-malformed'
    throw error
  }
}

function readContentInfo(bytes: Uint8Array, policy: ScepPolicy): Envelope | EnvelopeFailure {
  const [type, content] = childrenOf(expectTag(readBer(bytes), berTag.sequence))
  if (oidOf(type) !== oid.envelopedData) return 'envelope-malformed'
  const [enveloped] = childrenOf(expectTag(content, berTag.context0))
  const [version, ...fields] = childrenOf(expectTag(enveloped, berTag.sequence))
  expectTag(version, berTag.integer)
  const [recipients, encrypted] = fields[0]?.tag === berTag.context0 ? fields.slice(1) : fields
  const [recipient, ...second] = childrenOf(expectTag(recipients, berTag.set))
  if (recipient === undefined || second.length > 0) return 'recipient-count'
  // Anything but key transport (a key agreement, a password) stands under another tag.
  if (recipient.tag !== berTag.sequence) return 'envelope-algorithm'
  const [, , keyAlgorithm, encryptedKey] = childrenOf(recipient)
  const transport = transportOf(keyAlgorithm)
  const [contentType, contentAlgorithm, closed] = childrenOf(expectTag(encrypted, berTag.sequence))
  if (oidOf(contentType) !== oid.data) return 'envelope-malformed'
  const [cipherName, initial] = childrenOf(expectTag(contentAlgorithm, berTag.sequence))
  const cipher = cipherOf(oidOf(cipherName) ?? '', policy)
  if (cipher === null || transport === null) return 'envelope-algorithm'
  const iv = octetsOf(initial)
  const blocks = contentOf(closed)
  const whole = blocks.length > 0 && blocks.length % cipher.blockLength === 0
  if (iv.length !== cipher.blockLength || !whole) return 'envelope-malformed'
  return { transport, encryptedKey: octetsOf(encryptedKey), cipher, iv, content: blocks }
}

function contentOf(closed: BerElement | undefined): Uint8Array {
  if (closed?.tag === berTag.context0Primitive) return closed.content
  return octetsInParts(expectTag(closed, berTag.context0))
}

function transportOf(algorithm: BerElement | undefined): KeyTransport | null {
  const [name, parameters] = childrenOf(expectTag(algorithm, berTag.sequence))
  const identifier = oidOf(name)
  if (identifier === oid.rsaEncryption) return 'pkcs1'
  return identifier === oid.rsaOaep ? readOaep(parameters) : null
}

const oaepDigests = ['sha1', 'sha256', 'sha384', 'sha512'] as const

/** RSAES-OAEP-params (RFC 8017 appendix A.2.1); SHA-1 is its default, and no weakness here. A label is not taken. */
function readOaep(parameters: BerElement | undefined): OaepDigests | null {
  let label: DigestName | null = 'sha1'
  let mask: DigestName | null = 'sha1'
  for (const field of parameters === undefined ? [] : childrenOf(expectTag(parameters, berTag.sequence))) {
    const [name, inner] = childrenOf(expectTag(childrenOf(field)[0], berTag.sequence))
    if (field.tag === berTag.context0) label = digestOf(oidOf(name) ?? '', oaepDigests)
    else if (field.tag === berTag.context1 && oidOf(name) === oid.maskGeneration1)
      mask = digestOf(oidOf(childrenOf(expectTag(inner, berTag.sequence))[0]) ?? '', oaepDigests)
    else return null
  }
  return label === null || mask === null ? null : { label, mask }
}
