import { createHash, timingSafeEqual, verify, X509Certificate, type KeyObject } from 'node:crypto'
import { BerError, berTag, childrenOf, octetsOf, oidOf, type BerElement } from '../ber.ts'
import { derSetOfMembers } from '../der.ts'
import { oid } from '../object-identifiers.ts'
import { digestOfSignature, type DigestName } from '../signature-algorithms.ts'
import { readAttributes, readSignedMessage, type SignedMessage, type SignedMessageFailure } from '../signed-message.ts'
import { takenDigests, type ScepPolicy } from './policy.ts'
import { readText } from './text.ts'

/** A pkiMessage whose signature holds (RFC 8894 section 3.2); who signed it is not judged yet. */
export type PkiMessage = ScepReturnAddress & {
  /** As it was sent: `19` and so on. */
  readonly messageType: string
  /** What the signer's private key has signed for; its certificate is often made by the device for this one message. */
  readonly signer: ScepSigner
  /** The pkcsPKIEnvelope, still closed; empty where the message has none. */
  readonly content: Uint8Array
}
export type ScepSigner = {
  readonly certificate: Uint8Array
  readonly publicKey: KeyObject
  /** SPKI, DER. */
  readonly spki: Uint8Array
}

/** What an answer takes over from a message. */
export type ScepReturnAddress = {
  readonly transactionId: string
  readonly senderNonce: Uint8Array
  readonly digest: DigestName
}

/** No message to answer to. */
export type PkiMessageFailure = SignedMessageFailure | 'too-large' | 'attributes' | 'certificate-malformed'

/** A message that does not hold, though it says where a refusal would go. */
export type UnheldPkiMessage = {
  readonly failure: 'algorithm' | 'digest-differs' | 'signature-wrong'
  readonly to: ScepReturnAddress
}

/** Longest message taken, in bytes; a real one has 2 000 to 4 000. */
export const longestMessage = 65_536

/**
 * Reads hostile bytes: a message or a failure, never a throw. The signature is checked with the certificate in the
 * message: it shows who holds the key, and nothing more.
 */
export function readPkiMessage(
  bytes: Uint8Array,
  policy: ScepPolicy = {},
): PkiMessage | UnheldPkiMessage | PkiMessageFailure {
  if (bytes.length > longestMessage) return 'too-large'
  const message = readSignedMessage(bytes)
  if (typeof message === 'string') return message
  if (message.attributes === null) return 'attributes'
  try {
    return readSigned(message, message.attributes, policy)
  } catch (error) {
    if (error instanceof BerError) return 'malformed'
    throw error
  }
}

function readSigned(
  message: SignedMessage,
  element: BerElement,
  policy: ScepPolicy,
): PkiMessage | UnheldPkiMessage | PkiMessageFailure {
  const attributes = readAttributes(element)
  if (attributes === null || oidOf(attributes.get(oid.contentType)) !== oid.data) return 'attributes'
  const messageType = shortText(attributes.get(oid.messageType))
  const transactionId = shortText(attributes.get(oid.transactionId))
  const nonce = attributes.get(oid.senderNonce)
  const digestSaid = attributes.get(oid.messageDigest)
  if (messageType === null || transactionId === null) return 'attributes'
  if (nonce === undefined || digestSaid === undefined) return 'attributes'
  const senderNonce = octetsOf(nonce)
  if (senderNonce.length === 0 || senderNonce.length > 64) return 'attributes'
  const signer = readSigner(message.certificate)
  if (signer === null) return 'certificate-malformed'
  const digest = digestOfSignature(message, signer.publicKey, takenDigests(policy))
  const to = { transactionId, senderNonce, digest: digest ?? 'sha256' }
  if (digest === null) return { failure: 'algorithm', to }
  const content = message.content ?? Buffer.alloc(0)
  const own = createHash(digest).update(content).digest()
  const said = octetsOf(digestSaid)
  if (said.length !== own.length || !timingSafeEqual(said, own)) return { failure: 'digest-differs', to }
  if (!holds(element, message.signature, signer.publicKey, digest)) return { failure: 'signature-wrong', to }
  return { ...to, messageType, signer, content }
}

/** Signed as they were sent, or, as RFC 5652 section 5.4 has it, as the DER of what was sent. */
function holds(attributes: BerElement, signature: Uint8Array, key: KeyObject, digest: DigestName): boolean {
  if (!attributes.indefinite) {
    const asSent = Uint8Array.from(attributes.raw)
    asSent[0] = berTag.set
    if (verifies(digest, asSent, key, signature)) return true
  }
  return verifies(digest, derSetOfMembers(childrenOf(attributes)), key, signature)
}

/** A key that OpenSSL will not work with has signed nothing. */
function verifies(digest: DigestName, signed: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  try {
    return verify(digest, signed, key, signature)
  } catch {
    return false
  }
}

/** RSA only: an answer is encrypted to this key. Of 8192 bits at most, so that a check stays cheap. */
function readSigner(der: Uint8Array): ScepSigner | null {
  try {
    const certificate = new X509Certificate(der)
    const { publicKey } = certificate
    const { modulusLength = 0 } = publicKey.asymmetricKeyDetails ?? {}
    if (publicKey.asymmetricKeyType !== 'rsa' || modulusLength < 1024 || modulusLength > 8192) return null
    if (Buffer.compare(certificate.raw, der) !== 0) return null
    return { certificate: der, publicKey, spki: publicKey.export({ format: 'der', type: 'spki' }) }
  } catch {
    return null
  }
}

/** A text of 1 to 120 characters: what fits a short length octet when it is sent back. */
function shortText(element: BerElement | undefined): string | null {
  const text = element === undefined ? null : readText(element)
  return text === null || text.length === 0 || text.length > 120 || !/^[ -~]+$/.test(text) ? null : text
}
