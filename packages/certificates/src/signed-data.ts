import { BerError, berTag, childrenOf, octetsOf, oidOf, readBer, type BerElement } from './ber.ts'

/** Object identifiers, their content in hexadecimal. */
const oid = {
  data: '2a864886f70d010701',
  signedData: '2a864886f70d010702',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
} as const

/** What is read of a detached SignedData with one signer (RFC 5652 section 5). */
export type DetachedSignature = {
  readonly digestAlgorithm: string
  readonly signatureAlgorithm: string
  readonly signature: Uint8Array
  /** Null: the signature stands over the content itself. */
  readonly attributes: SignedAttributes | null
  /** The signer's own certificate, as it was sent. */
  readonly certificate: Uint8Array
}
export type SignedAttributes = {
  /** As they are signed: DER of a SET OF. */
  readonly signed: Uint8Array
  readonly messageDigest: Uint8Array
}

export type SignedDataFailure =
  'malformed' | 'not-signed-data' | 'content-embedded' | 'signer-count' | 'signer-certificate-missing' | 'attributes'

/** Reads hostile bytes: a signature or a failure, never a throw. */
export function readSignedData(bytes: Uint8Array): DetachedSignature | SignedDataFailure {
  try {
    return readContentInfo(bytes)
  } catch (error) {
    if (error instanceof BerError) return 'malformed'
    throw error
  }
}

function readContentInfo(bytes: Uint8Array): DetachedSignature | SignedDataFailure {
  const [type, content, ...more] = childrenOf(expectTag(readBer(bytes), berTag.sequence))
  if (oidOf(type) !== oid.signedData) return 'not-signed-data'
  if (more.length > 0) return 'malformed'
  const [signedData, ...others] = childrenOf(expectTag(content, berTag.context0))
  if (others.length > 0) return 'malformed'
  const [version, digests, encapsulated, ...rest] = childrenOf(expectTag(signedData, berTag.sequence))
  expectTag(version, berTag.integer)
  expectTag(digests, berTag.set)
  const [contentType, embedded] = childrenOf(expectTag(encapsulated, berTag.sequence))
  if (oidOf(contentType) !== oid.data) return 'not-signed-data'
  if (embedded !== undefined) return 'content-embedded'
  const certificates = rest[0]?.tag === berTag.context0 ? childrenOf(rest[0]) : []
  const behind = rest.slice(rest[0]?.tag === berTag.context0 ? 1 : 0)
  const [signers, ...trailing] = behind[0]?.tag === berTag.context1 ? behind.slice(1) : behind
  if (trailing.length > 0) return 'malformed'
  const [signer, ...secondSigner] = childrenOf(expectTag(signers, berTag.set))
  if (signer === undefined || secondSigner.length > 0) return 'signer-count'
  return readSigner(signer, certificates)
}

function readSigner(signer: BerElement, certificates: readonly BerElement[]): DetachedSignature | SignedDataFailure {
  const [version, identifier, digest, ...rest] = childrenOf(expectTag(signer, berTag.sequence))
  expectTag(version, berTag.integer)
  // A signer named by its key identifier: allowed by CMS, sent by no device.
  if (identifier?.tag === berTag.context0Primitive) return 'signer-certificate-missing'
  const [issuer, serial, ...more] = childrenOf(expectTag(identifier, berTag.sequence))
  if (issuer === undefined || serial === undefined || more.length > 0) return 'malformed'
  const attributes = rest[0]?.tag === berTag.context0 ? readAttributes(rest[0]) : null
  if (attributes === 'attributes') return 'attributes'
  const [signatureAlgorithm, signature, ...trailing] = attributes === null ? rest : rest.slice(1)
  if (trailing.length > 0) return 'malformed'
  const certificate = certificates.find((candidate) => isNamed(candidate, issuer, serial))
  if (certificate === undefined) return 'signer-certificate-missing'
  return {
    digestAlgorithm: algorithmOf(digest),
    signatureAlgorithm: algorithmOf(signatureAlgorithm),
    signature: octetsOf(signature),
    attributes,
    certificate: certificate.raw,
  }
}

/** Signed attributes are DER (RFC 5652 section 5.3); contentType and messageDigest stand once each. */
function readAttributes(element: BerElement): SignedAttributes | 'attributes' {
  if (element.indefinite) return 'attributes'
  const byType = new Map<string, BerElement>()
  for (const attribute of childrenOf(element)) {
    const [type, values] = childrenOf(expectTag(attribute, berTag.sequence))
    const name = oidOf(type)
    if (name === null || byType.has(name)) return 'attributes'
    const [value, ...second] = childrenOf(expectTag(values, berTag.set))
    if (value === undefined || second.length > 0) return 'attributes'
    byType.set(name, value)
  }
  const messageDigest = byType.get(oid.messageDigest)
  if (oidOf(byType.get(oid.contentType)) !== oid.data || messageDigest === undefined) return 'attributes'
  const signed = Uint8Array.from(element.raw)
  signed[0] = berTag.set
  return { signed, messageDigest: octetsOf(messageDigest) }
}

/** Does this certificate have that issuer and serial number? */
function isNamed(certificate: BerElement, issuer: BerElement, serial: BerElement): boolean {
  const [body] = childrenOf(expectTag(certificate, berTag.sequence))
  const fields = childrenOf(expectTag(body, berTag.sequence))
  const [serialNumber, , issuerName] = fields[0]?.tag === berTag.context0 ? fields.slice(1) : fields
  return same(serialNumber, serial) && same(issuerName, issuer)
}

function same(a: BerElement | undefined, b: BerElement): boolean {
  return a !== undefined && Buffer.compare(a.raw, b.raw) === 0
}

function algorithmOf(element: BerElement | undefined): string {
  return oidOf(childrenOf(expectTag(element, berTag.sequence))[0]) ?? ''
}

function expectTag(element: BerElement | undefined, tag: number): BerElement {
  if (element?.tag !== tag) throw new BerError('Another element was expected')
  return element
}
