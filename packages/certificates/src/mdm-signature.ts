import { createHash, timingSafeEqual, verify } from 'node:crypto'
import { createCertificateTrust, type DeviceCertificate, type TrustFailure } from './certificate-trust.ts'
import { readSignedData, type DetachedSignature, type SignedDataFailure } from './signed-data.ts'

/** Who signed a message: the certificate that an enrolment is pinned to. */
export type Signer = Omit<DeviceCertificate, 'publicKey'>

/** Why a signature does not hold; stable, and all that is told of one. */
export type SignatureFailure =
  | SignedDataFailure
  | TrustFailure
  | 'too-large'
  | 'not-base64'
  | 'algorithm'
  | 'digest-differs'
  | 'signature-wrong'
  | 'not-yet-valid'
  | 'expired'

export type MdmSignatureCheck = (header: string, body: Uint8Array, now: Date) => Signer | SignatureFailure

/** Longest header taken, in characters; a real one has about 2 000. */
const longest = 16_384

/**
 * Checks the header `Mdm-Signature`: base64 of a detached CMS signature over the body's very bytes, by exactly one
 * signer whose certificate stands in it and was issued by one of the device authorities (DER). BER and DER, SHA-1 and
 * SHA-256, with and without signed attributes: all of them are sent by real devices. Never throws for its input.
 */
export function createMdmSignatureCheck(authorities: readonly Uint8Array[]): MdmSignatureCheck {
  const judge = createCertificateTrust(authorities)
  return (header, body, now) => {
    if (header.length > longest) return 'too-large'
    if (header.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(header)) return 'not-base64'
    const signature = readSignedData(Buffer.from(header, 'base64'))
    if (typeof signature === 'string') return signature
    const certificate = judge(signature.certificate)
    if (typeof certificate === 'string') return certificate
    if (now.getTime() < certificate.notBefore.getTime()) return 'not-yet-valid'
    if (now.getTime() > certificate.notAfter.getTime()) return 'expired'
    const failure = failureOf(signature, certificate, body)
    if (failure !== null) return failure
    const { publicKey: _unused, ...signer } = certificate
    return signer
  }
}

/** Digest algorithms by object identifier (content in hexadecimal). */
const digests: Readonly<Record<string, 'sha1' | 'sha256'>> = {
  '2b0e03021a': 'sha1',
  '608648016503040201': 'sha256',
}
/** Signature algorithms: the key's type, and the digest where the identifier names one. */
const algorithms: Readonly<Record<string, { readonly key: string; readonly digest?: 'sha1' | 'sha256' }>> = {
  '2a864886f70d010101': { key: 'rsa' },
  '2a864886f70d010105': { key: 'rsa', digest: 'sha1' },
  '2a864886f70d01010b': { key: 'rsa', digest: 'sha256' },
  '2a8648ce3d0401': { key: 'ec', digest: 'sha1' },
  '2a8648ce3d040302': { key: 'ec', digest: 'sha256' },
}

function failureOf(
  { digestAlgorithm, signatureAlgorithm, attributes, signature }: DetachedSignature,
  { publicKey }: DeviceCertificate,
  body: Uint8Array,
): SignatureFailure | null {
  const digest = digests[digestAlgorithm]
  const algorithm = algorithms[signatureAlgorithm]
  if (digest === undefined || algorithm === undefined) return 'algorithm'
  if (algorithm.key !== publicKey.asymmetricKeyType || (algorithm.digest ?? digest) !== digest) return 'algorithm'
  if (attributes !== null) {
    const own = createHash(digest).update(body).digest()
    const said = attributes.messageDigest
    if (said.length !== own.length || !timingSafeEqual(said, own)) return 'digest-differs'
  }
  return verify(digest, attributes?.signed ?? body, publicKey, signature) ? null : 'signature-wrong'
}
