import { createPublicKey, type KeyObject } from 'node:crypto'

/** Reads a public key (SPKI, DER) of any kind; throws where it is none. */
export function readPublicKey(spki: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
}

/**
 * May a device have this key? RSA of 2048 to 8192 bits, P-256 or P-384. An exponent below 65537 makes RSA forgeable
 * where anything else is amiss (FIPS 186-5 section 5.1).
 */
export function isDeviceKey({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'ec') return ['prime256v1', 'secp384r1'].includes(asymmetricKeyDetails?.namedCurve ?? '')
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {}
  if (asymmetricKeyType !== 'rsa' || publicExponent % 2n !== 1n || publicExponent < 65_537n) return false
  return modulusLength >= 2048 && modulusLength <= 8192
}
