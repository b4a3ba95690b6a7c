import { createHash, randomBytes } from 'node:crypto'

/** A random name of 256 bits, in 43 characters: of a session, a browser, a state. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored in its place. */
export function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value)
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
