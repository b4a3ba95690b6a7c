import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

const generate = promisify(generateKeyPair)

/** A device's RSA key, and the public half that a certificate authority needs. */
export type DeviceKey = { readonly privateKeyPem: string; readonly spkiDer: Uint8Array }

/** Makes a key as the enrolment profile would ask for it. */
export async function generateKey(bits = 2048): Promise<DeviceKey> {
  const { privateKey } = await generate('rsa', { modulusLength: bits })
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    spkiDer: publicKeyOf(privateKey),
  }
}

/** SubjectPublicKeyInfo, DER. */
export function publicKeyOf(privateKey: KeyObject | string): Uint8Array {
  return new Uint8Array(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }))
}
