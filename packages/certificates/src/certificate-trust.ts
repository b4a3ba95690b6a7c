import { createHash, X509Certificate, type KeyObject } from 'node:crypto'

/** A device's certificate that one of our authorities has issued. */
export type DeviceCertificate = {
  /** SHA-256 of the DER: what enrolments are pinned to. */
  readonly hash: Uint8Array
  readonly serialNumber: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: KeyObject
}

export type TrustFailure = 'certificate-malformed' | 'certificate-untrusted' | 'certificate-use'

/** SHA-256 of a certificate's DER. */
export function hashCertificate(der: Uint8Array): Uint8Array {
  return createHash('sha256').update(der).digest()
}

/** Extended key usage: client authentication. */
const clientAuthentication = '1.3.6.1.5.5.7.3.2'

/**
 * Judges certificates against the device authorities alone (never the system's), and remembers those that hold, by
 * hash. Validity in time is the caller's, at each use. `authorities` are DER; `remembered` bounds the memory.
 */
export function createCertificateTrust(authorities: readonly Uint8Array[], remembered = 10_000) {
  const roots = authorities.map((der) => new X509Certificate(der))
  const known = new Map<string, DeviceCertificate>()

  return function judge(der: Uint8Array): DeviceCertificate | TrustFailure {
    const hash = hashCertificate(der)
    const key = Buffer.from(hash).toString('base64')
    const before = known.get(key)
    if (before !== undefined) return before
    const verdict = judgeAnew(der, hash, roots)
    if (typeof verdict === 'string') return verdict
    const oldest = known.size >= remembered ? known.keys().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
    known.set(key, verdict)
    return verdict
  }
}

function judgeAnew(
  der: Uint8Array,
  hash: Uint8Array,
  roots: readonly X509Certificate[],
): DeviceCertificate | TrustFailure {
  try {
    const certificate = new X509Certificate(der)
    // Bytes that OpenSSL reads as another encoding of the same certificate would hash differently.
    if (Buffer.compare(certificate.raw, der) !== 0) return 'certificate-malformed'
    const root = roots.find((candidate) => certificate.checkIssued(candidate))
    if (root === undefined || !certificate.verify(root.publicKey)) return 'certificate-untrusted'
    const uses = certificate.keyUsage as readonly string[] | undefined
    if (certificate.ca || (uses !== undefined && !uses.includes(clientAuthentication))) return 'certificate-use'
    return {
      hash,
      serialNumber: certificate.serialNumber,
      notBefore: certificate.validFromDate,
      notAfter: certificate.validToDate,
      publicKey: certificate.publicKey,
    }
  } catch {
    return 'certificate-malformed'
  }
}
