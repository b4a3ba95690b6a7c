import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { ScepPolicy } from './policy.ts'

/** A block cipher in CBC mode that an envelope's content may stand under (RFC 3370, RFC 3565); lengths in bytes. */
export type ContentCipher = {
  /** Object identifier, content in hexadecimal. */
  readonly identifier: string
  readonly name: string
  readonly keyLength: number
  readonly blockLength: number
  readonly weak?: true
}

const des = { blockLength: 8, name: 'des-ede3-cbc' } as const

export const aes256: ContentCipher = cipher('60864801650304012a', 'aes-256-cbc', 32)
const ciphers: readonly ContentCipher[] = [
  aes256,
  cipher('608648016503040116', 'aes-192-cbc', 24),
  cipher('608648016503040102', 'aes-128-cbc', 16),
  { ...des, identifier: '2a864886f70d0307', keyLength: 24 },
  { ...des, identifier: '2b0e030207', keyLength: 8, weak: true },
]

/** The cipher of an identifier; null where it is not taken. */
export function cipherOf(identifier: string, policy: ScepPolicy): ContentCipher | null {
  const found = ciphers.find((candidate) => candidate.identifier === identifier)
  if (found === undefined || (found.weak === true && policy.weakAlgorithmsForTests !== true)) return null
  return found
}

/** Encrypts, with the padding of RFC 5652 section 6.3. */
export function encryptContent(chosen: ContentCipher, key: Uint8Array, iv: Uint8Array, content: Uint8Array): Buffer {
  const running = createCipheriv(chosen.name, keyAsNodeTakesIt(chosen, key), iv)
  return Buffer.concat([running.update(content), running.final()])
}

/** Decrypts whole blocks; the padding is left on, so that a wrong one can't show itself as an error. */
export function decryptContent(chosen: ContentCipher, key: Uint8Array, iv: Uint8Array, content: Uint8Array): Buffer {
  const running = createDecipheriv(chosen.name, keyAsNodeTakesIt(chosen, key), iv).setAutoPadding(false)
  return Buffer.concat([running.update(content), running.final()])
}

/** OpenSSL 3 has put DES away; triple DES with three equal keys is the same cipher. */
function keyAsNodeTakesIt(chosen: ContentCipher, key: Uint8Array): Uint8Array {
  return chosen.weak === true ? Buffer.concat([key, key, key]) : key
}

function cipher(identifier: string, name: string, keyLength: number): ContentCipher {
  return { identifier, name, keyLength, blockLength: 16 }
}
