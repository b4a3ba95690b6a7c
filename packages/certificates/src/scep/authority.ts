import { createHash, createPrivateKey, createSecretKey, type KeyObject } from 'node:crypto'

/** The device authority as SCEP needs it: it opens envelopes and signs answers with one and the same RSA key. */
export type ScepAuthority = {
  readonly certificate: Uint8Array
  readonly privateKey: KeyObject
  /** Makes the keys that stand in where a padding is wrong; the same ciphertext always gets the same one. */
  readonly rejectionKey: KeyObject
}

/** Opens an authority (certificate DER, key PKCS #8); throws when its key can't be read. */
export function openScepAuthority(files: {
  readonly certificate: Uint8Array
  readonly privateKey: Uint8Array
}): ScepAuthority {
  const privateKey = createPrivateKey({ key: Buffer.from(files.privateKey), format: 'der', type: 'pkcs8' })
  const seed = createHash('sha512').update('latchkey scep implicit rejection').update(files.privateKey).digest()
  return { certificate: Uint8Array.from(files.certificate), privateKey, rejectionKey: createSecretKey(seed) }
}
