import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newKeyPair, openWith, sealTo, SealError } from './seal.ts'

const pair = newKeyPair()
const bytes = fc.uint8Array({ maxLength: 4096 })

test('what is sealed opens with the private key, and only bound to the same place', () => {
  fc.assert(
    fc.property(bytes, fc.string(), (plain, bound) => {
      const sealed = sealTo(pair.publicKey, bound, plain)
      expect(openWith(pair.privateKey, pair.publicKey, bound, sealed)).toEqual(Buffer.from(plain))
      expect(() => openWith(pair.privateKey, pair.publicKey, `${bound}.`, sealed)).toThrow(SealError)
    }),
    { numRuns: 50 },
  )
})

test('a changed byte anywhere is refused', () => {
  const sealed = sealTo(pair.publicKey, 'row', Buffer.from('secret'))
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Uint8Array.from(sealed)
    changed[index] = (changed[index] ?? 0) ^ 1
    expect(() => openWith(pair.privateKey, pair.publicKey, 'row', changed), `byte ${index}`).toThrow(SealError)
  }
})

test('arbitrary bytes are refused, never anything but a SealError', () => {
  fc.assert(
    fc.property(bytes, (sealed) => {
      expect(() => openWith(pair.privateKey, pair.publicKey, 'row', sealed)).toThrow(SealError)
    }),
  )
})

test('another key pair does not open it', () => {
  const other = newKeyPair()
  const sealed = sealTo(pair.publicKey, 'row', Buffer.from('secret'))
  expect(() => openWith(other.privateKey, other.publicKey, 'row', sealed)).toThrow(SealError)
})
