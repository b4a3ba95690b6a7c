import { createHash, timingSafeEqual, verify } from 'node:crypto'
import { createCertificateTrust, type DeviceCertificate, type TrustFailure } from './certificate-trust.ts'
import { digestOfSignature, type DigestName } from './signature-algorithms.ts'
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

/** Devices sign with SHA-1 still; its body can't be chosen by who would forge one. */
const taken: readonly DigestName[] = ['sha1', 'sha256']

function failureOf(
  { digestAlgorithm, signatureAlgorithm, attributes, signature }: DetachedSignature,
  { publicKey }: DeviceCertificate,
  body: Uint8Array,
): SignatureFailure | null {
  const digest = digestOfSignature({ digestAlgorithm, signatureAlgorithm }, publicKey, taken)
  if (digest === null) return 'algorithm'
  if (attributes !== null) {
    const own = createHash(digest).update(body).digest()
    const said = attributes.messageDigest
    if (said.length !== own.length || !timingSafeEqual(said, own)) return 'digest-differs'
  }
  return verify(digest, attributes?.signed ?? body, publicKey, signature) ? null : 'signature-wrong'
}
