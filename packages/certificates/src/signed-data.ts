import { BerError, berTag, octetsOf, oidOf, type BerElement } from './ber.ts'
import { oid } from './object-identifiers.ts'
import { readAttributes, readSignedMessage, type SignedMessage, type SignedMessageFailure } from './signed-message.ts'

/** What is read of a detached SignedData with one signer (RFC 5652 section 5). */
export type DetachedSignature = Omit<SignedMessage, 'content' | 'attributes'> & {
  /** Null: the signature stands over the content itself. */
  readonly attributes: SignedAttributes | null
}
export type SignedAttributes = {
  /** As they are signed: DER of a SET OF. */
  readonly signed: Uint8Array
  readonly messageDigest: Uint8Array
}

export type SignedDataFailure = SignedMessageFailure | 'content-embedded' | 'attributes'

/** Reads hostile bytes: a signature or a failure, never a throw. */
export function readSignedData(bytes: Uint8Array): DetachedSignature | SignedDataFailure {
  const message = readSignedMessage(bytes)
  if (typeof message === 'string') return message
  const { content, attributes, ...signature } = message
  if (content !== null) return 'content-embedded'
  if (attributes === null) return { ...signature, attributes: null }
  const signed = readSignedAttributes(attributes)
  return typeof signed === 'string' ? signed : { ...signature, attributes: signed }
}

/** Signed attributes are DER (RFC 5652 section 5.3); contentType and messageDigest stand once each. */
function readSignedAttributes(element: BerElement): SignedAttributes | 'attributes' | 'malformed' {
  if (element.indefinite) return 'attributes'
  try {
    const attributes = readAttributes(element)
    const messageDigest = attributes?.get(oid.messageDigest)
    if (oidOf(attributes?.get(oid.contentType)) !== oid.data || messageDigest === undefined) return 'attributes'
    const signed = Uint8Array.from(element.raw)
    signed[0] = berTag.set
    return { signed, messageDigest: octetsOf(messageDigest) }
  } catch (error) {
    if (error instanceof BerError) return 'malformed'
    throw error
  }
}
