import { createHash, sign, type KeyObject } from 'node:crypto'
import { readBer } from './ber.ts'
import { der, derInteger, derNull, derOctets, derOid, derSequence, derSetOf } from './der.ts'
import { oid } from './object-identifiers.ts'
import { digestIdentifier, type DigestName } from './signature-algorithms.ts'
import { nameOfCertificate } from './signed-message.ts'

/** A further signed attribute: object identifier (content in hexadecimal) and value (DER). */
export type SignedAttribute = readonly [type: string, value: Uint8Array]

/**
 * An attached SignedData (RFC 5652 section 5), DER: the content, the RSA signature over its attributes, and the
 * signer's certificate.
 */
export function signMessage(message: {
  readonly content: Uint8Array
  readonly digest: DigestName
  readonly attributes: readonly SignedAttribute[]
  readonly certificate: Uint8Array
  readonly privateKey: KeyObject
}): Buffer {
  const { content, digest, certificate, privateKey } = message
  const digestAlgorithm = derSequence(derOid(digestIdentifier(digest)), derNull)
  const attributes: readonly SignedAttribute[] = [
    [oid.contentType, derOid(oid.data)],
    [oid.messageDigest, derOctets(createHash(digest).update(content).digest())],
    ...message.attributes,
  ]
  const signed = derSetOf(...attributes.map(([type, value]) => derSequence(derOid(type), derSetOf(value))))
  const { issuer, serial } = nameOfCertificate(readBer(certificate))
  const signerInfo = derSequence(
    derInteger(1),
    derSequence(issuer.raw, serial.raw),
    digestAlgorithm,
    Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)]),
    derSequence(derOid(oid.rsaEncryption), derNull),
    derOctets(sign(digest, signed, privateKey)),
  )
  return signedData({ digests: [digestAlgorithm], content, certificates: [certificate], signers: [signerInfo] })
}

/** A SignedData without a signature, made to carry certificates (RFC 8894 section 3.4). */
export function certificatesOnly(certificates: readonly Uint8Array[]): Buffer {
  return signedData({ digests: [], content: null, certificates, signers: [] })
}

function signedData(parts: {
  readonly digests: readonly Uint8Array[]
  readonly content: Uint8Array | null
  readonly certificates: readonly Uint8Array[]
  readonly signers: readonly Uint8Array[]
}): Buffer {
  const content = parts.content === null ? [] : [der(0xa0, derOctets(parts.content))]
  const data = derSequence(
    derInteger(1),
    derSetOf(...parts.digests),
    derSequence(derOid(oid.data), ...content),
    der(0xa0, ...parts.certificates),
    derSetOf(...parts.signers),
  )
  return derSequence(derOid(oid.signedData), der(0xa0, data))
}
