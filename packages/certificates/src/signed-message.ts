import { BerError, berTag, childrenOf, expectTag, octetsOf, oidOf, readBer, type BerElement } from './ber.ts'
import { oid } from './object-identifiers.ts'

/** A SignedData with one signer whose certificate stands in it (RFC 5652 section 5), nothing of it checked yet. */
export type SignedMessage = {
  /** Null: the signature is detached. */
  readonly content: Uint8Array | null
  readonly digestAlgorithm: string
  readonly signatureAlgorithm: string
  readonly signature: Uint8Array
  /** As they were sent: [0] IMPLICIT SET OF. Null: the signature stands over the content itself. */
  readonly attributes: BerElement | null
  /** The signer's own certificate, as it was sent. */
  readonly certificate: Uint8Array
}

export type SignedMessageFailure = 'malformed' | 'not-signed-data' | 'signer-count' | 'signer-certificate-missing'

/** Reads hostile bytes: a message or a failure, never a throw. */
export function readSignedMessage(bytes: Uint8Array): SignedMessage | SignedMessageFailure {
  try {
    return readContentInfo(bytes)
  } catch (error) {
    if (error instanceof BerError) return 'malformed'
    throw error
  }
}

function readContentInfo(bytes: Uint8Array): SignedMessage | SignedMessageFailure {
  const [type, content, ...more] = childrenOf(expectTag(readBer(bytes), berTag.sequence))
  if (oidOf(type) !== oid.signedData) return 'not-signed-data'
  if (more.length > 0) return 'malformed'
  const [signedData, ...others] = childrenOf(expectTag(content, berTag.context0))
  if (others.length > 0) return 'malformed'
  const [version, digests, encapsulated, ...rest] = childrenOf(expectTag(signedData, berTag.sequence))
  expectTag(version, berTag.integer)
  expectTag(digests, berTag.set)
  const [contentType, embedded, ...behindContent] = childrenOf(expectTag(encapsulated, berTag.sequence))
  if (oidOf(contentType) !== oid.data) return 'not-signed-data'
  if (behindContent.length > 0) return 'malformed'
  const certificates = rest[0]?.tag === berTag.context0 ? childrenOf(rest[0]) : []
  const behind = rest.slice(rest[0]?.tag === berTag.context0 ? 1 : 0)
  const [signers, ...trailing] = behind[0]?.tag === berTag.context1 ? behind.slice(1) : behind
  if (trailing.length > 0) return 'malformed'
  const [signer, ...secondSigner] = childrenOf(expectTag(signers, berTag.set))
  if (signer === undefined || secondSigner.length > 0) return 'signer-count'
  return readSigner(signer, certificates, embedded === undefined ? null : contentOf(embedded))
}

function contentOf(embedded: BerElement): Uint8Array {
  const [octets, ...more] = childrenOf(expectTag(embedded, berTag.context0))
  if (more.length > 0) throw new BerError('More than one content')
  return octetsOf(octets)
}

function readSigner(
  signer: BerElement,
  certificates: readonly BerElement[],
  content: Uint8Array | null,
): SignedMessage | SignedMessageFailure {
  const [version, identifier, digest, ...rest] = childrenOf(expectTag(signer, berTag.sequence))
  expectTag(version, berTag.integer)
  // A signer named by its key identifier: allowed by CMS, sent by no device.
  if (identifier?.tag === berTag.context0Primitive) return 'signer-certificate-missing'
  const [issuer, serial, ...more] = childrenOf(expectTag(identifier, berTag.sequence))
  if (issuer === undefined || serial === undefined || more.length > 0) return 'malformed'
  const attributes = rest[0]?.tag === berTag.context0 ? rest[0] : null
  const [signatureAlgorithm, signature, ...trailing] = attributes === null ? rest : rest.slice(1)
  // Unsigned attributes are none of ours.
  if (trailing.length > 1 || (trailing[0] !== undefined && trailing[0].tag !== berTag.context1)) return 'malformed'
  const certificate = certificates.find((candidate) => isNamed(candidate, issuer, serial))
  if (certificate === undefined) return 'signer-certificate-missing'
  return {
    content,
    digestAlgorithm: algorithmOf(digest),
    signatureAlgorithm: algorithmOf(signatureAlgorithm),
    signature: octetsOf(signature),
    attributes,
    certificate: certificate.raw,
  }
}

/** The attributes' single values by object identifier; null where one stands twice or has not exactly one value. */
export function readAttributes(element: BerElement): ReadonlyMap<string, BerElement> | null {
  const byType = new Map<string, BerElement>()
  for (const attribute of childrenOf(element)) {
    const [type, values, ...more] = childrenOf(expectTag(attribute, berTag.sequence))
    const name = oidOf(type)
    if (name === null || byType.has(name) || more.length > 0) return null
    const [value, ...second] = childrenOf(expectTag(values, berTag.set))
    if (value === undefined || second.length > 0) return null
    byType.set(name, value)
  }
  return byType
}

/** An AlgorithmIdentifier's object identifier; empty where there is none. */
export function algorithmOf(element: BerElement | undefined): string {
  return oidOf(childrenOf(expectTag(element, berTag.sequence))[0]) ?? ''
}

/** Issuer and serial number of a certificate, as they stand in it. */
export function nameOfCertificate(certificate: BerElement): { issuer: BerElement; serial: BerElement } {
  const [body] = childrenOf(expectTag(certificate, berTag.sequence))
  const fields = childrenOf(expectTag(body, berTag.sequence))
  const [serial, , issuer] = fields[0]?.tag === berTag.context0 ? fields.slice(1) : fields
  return { issuer: expectTag(issuer, berTag.sequence), serial: expectTag(serial, berTag.integer) }
}

/** Does this certificate have that issuer and serial number? */
function isNamed(certificate: BerElement, issuer: BerElement, serial: BerElement): boolean {
  const own = nameOfCertificate(certificate)
  return Buffer.compare(own.serial.raw, serial.raw) === 0 && Buffer.compare(own.issuer.raw, issuer.raw) === 0
}
