import { createHash } from 'node:crypto'
import type { DigestName } from '../signature-algorithms.ts'

/*
 * Paddings are taken off without branches on secret bytes: every byte is looked at, whether a padding holds is a mask
 * (all ones or zero), and what is returned has the same length either way. Nobody can see from outside whether a
 * padding was right, so nobody can use this server to decrypt, or to sign, with its key.
 */

/**
 * The content key in a block that RSA gave, EME-PKCS1-v1_5 (RFC 8017 section 7.2.2), when it has the length of
 * `fallback`; otherwise the fallback. The block must be at least 11 bytes longer.
 */
export function takeKeyPkcs1(block: Uint8Array, fallback: Uint8Array): Buffer {
  const separator = block.length - fallback.length - 1
  let good = isEqual(block[0], 0) & isEqual(block[1], 2)
  for (let at = 2; at < separator; at++) good &= ~isEqual(block[at], 0)
  good &= isEqual(block[separator], 0)
  return choose(good, block.subarray(separator + 1), fallback)
}

export type OaepDigests = { readonly label: DigestName; readonly mask: DigestName }

/** The same for EME-OAEP with an empty label (RFC 8017 section 7.1.2). */
export function takeKeyOaep(block: Uint8Array, digests: OaepDigests, fallback: Uint8Array): Buffer {
  const label = createHash(digests.label).digest()
  const start = 1 + label.length
  const seed = mask(digests.mask, block.subarray(start), block.subarray(1, start))
  const data = mask(digests.mask, seed, block.subarray(start))
  const separator = data.length - fallback.length - 1
  let good = isEqual(block[0], 0)
  for (let at = 0; at < label.length; at++) good &= isEqual(data[at], label[at])
  for (let at = label.length; at < separator; at++) good &= isEqual(data[at], 0)
  good &= isEqual(data[separator], 1)
  return choose(good, data.subarray(separator + 1), fallback)
}

/** Decrypted content without its padding (RFC 5652 section 6.3); whole, where the padding is wrong. */
export function stripBlockPadding(content: Uint8Array, blockLength: number): Uint8Array {
  const count = content[content.length - 1] ?? 0
  let good = isLess(0, count) & isLess(count, blockLength + 1)
  for (let back = 1; back <= blockLength; back++) {
    const inside = isLess(back - 1, count)
    good &= ~inside | isEqual(content[content.length - back], count)
  }
  return content.subarray(0, content.length - (count & good))
}

/** `bytes` under the mask MGF1 of a seed (RFC 8017 appendix B.2.1). */
function mask(digest: string, seed: Uint8Array, bytes: Uint8Array): Buffer {
  const masked = Buffer.from(bytes)
  const counter = Buffer.alloc(4)
  let stream = Buffer.alloc(0)
  for (let part = 0; stream.length < masked.length; part++) {
    counter.writeUInt32BE(part)
    stream = Buffer.concat([stream, createHash(digest).update(seed).update(counter).digest()])
  }
  for (let at = 0; at < masked.length; at++) masked[at] = (masked[at] ?? 0) ^ (stream[at] ?? 0)
  return masked
}

/** All ones when two bytes are the same, else zero. */
function isEqual(a = 256, b = 256): number {
  return ((a ^ b) - 1) >> 31
}

/** All ones when a < b, both small and not negative, else zero. */
function isLess(a: number, b: number): number {
  return (a - b) >> 31
}

function choose(good: number, whenGood: Uint8Array, otherwise: Uint8Array): Buffer {
  const chosen = Buffer.alloc(otherwise.length)
  for (let at = 0; at < chosen.length; at++) chosen[at] = ((whenGood[at] ?? 0) & good) | ((otherwise[at] ?? 0) & ~good)
  return chosen
}
