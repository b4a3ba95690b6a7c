import { createHash, randomBytes } from 'node:crypto'

/** A random name of 256 bits, in 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored in its place. */
export function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}
