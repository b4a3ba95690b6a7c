import { generateKeyPairSync, randomBytes } from 'node:crypto'

/** A private signing key as JSON (RFC 7517). */
export type SigningKey = Readonly<Record<string, string>>
export type SigningKeys = { readonly keys: readonly SigningKey[] }

/** A new key set with one ES256 key. It is the caller's to seal and keep: whoever has it can sign in as anyone. */
export function newSigningKeys(): SigningKeys {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty = '', crv = '', x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' })
  const kid = randomBytes(12).toString('base64url')
  return { keys: [{ kty, crv, x, y, d, kid, alg: 'ES256', use: 'sig' }] }
}
