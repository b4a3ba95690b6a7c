import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import type { CryptoKey, JWK } from 'jose'
import type { Faults } from './faults.ts'

export type SigningKey = { readonly kid: string; readonly privateKey: CryptoKey; readonly publicJwk: JWK }

/** The key that every provider of this process starts with: making one takes a while. */
export function firstSigningKey(): Promise<SigningKey> {
  return (first ??= newSigningKey())
}
let first: Promise<SigningKey> | null = null

export async function newSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const kid = randomBytes(8).toString('hex')
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } }
}

/** Signs the claims as the faults say: rightly, with a stranger's key, under an unknown name, or not at all. */
export async function signIdToken(
  claims: Readonly<Record<string, unknown>>,
  key: SigningKey,
  clientSecret: string,
  signature: Faults['signature'],
): Promise<string> {
  // Through JSON, as it would travel: what is undefined is absent.
  const payload = JSON.parse(JSON.stringify(claims)) as Record<string, unknown>
  const token = new SignJWT(payload)
  switch (signature) {
    case 'right':
      return token.setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(key.privateKey)
    case 'wrong-key':
      return token.setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign((await newSigningKey()).privateKey)
    case 'bad-kid':
      return token.setProtectedHeader({ alg: 'RS256', kid: '../../etc/passwd' }).sign(key.privateKey)
    case 'hs256':
      return token.setProtectedHeader({ alg: 'HS256', kid: key.kid }).sign(new TextEncoder().encode(clientSecret))
    case 'none':
      return new UnsecuredJWT(payload).encode()
  }
}
