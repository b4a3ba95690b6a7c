import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/**
 * A new escrow keybag. Its bytes mean nothing here; size and first bytes are those of a real one: `DATA`, the length of
 * what follows as a big-endian word, then the keybag.
 */
export function makeUnlockToken(): Uint8Array {
  const keybag = randomBytes(randomInt(1500, 3000))
  const head = Buffer.alloc(8)
  head.write('DATA', 'latin1')
  head.writeUInt32BE(keybag.length, 4)
  return new Uint8Array(Buffer.concat([head, keybag]))
}

export function sameToken(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
