import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stripBlockPadding, takeKeyOaep, takeKeyPkcs1 } from './unpad.ts'

const fallback = Buffer.alloc(16, 0xee)
const key = Buffer.alloc(16, 0x11)
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const bare = (sealed: Uint8Array) => privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, sealed)

/** 0, 2, padding, 0, key: 64 bytes, as a small RSA key would give them. */
function block(changes: Readonly<Record<number, number>> = {}): Buffer {
  const made = Buffer.concat([Buffer.from([0, 2]), Buffer.alloc(45, 0xff), Buffer.from([0]), key])
  for (const [at, value] of Object.entries(changes)) made[Number(at)] = value
  return made
}

test('PKCS #1: the key of a good block', () => {
  expect(block()).toHaveLength(64)
  expect(takeKeyPkcs1(block(), fallback)).toEqual(key)
})

test.each([
  ['first byte', { 0: 1 }],
  ['block type 1', { 1: 1 }],
  ['block type 0', { 1: 0 }],
  ['a zero at the start of the padding', { 2: 0 }],
  ['a zero in the padding, so that the key were longer', { 46: 0 }],
  ['no zero before the key', { 47: 1 }],
  ['a zero later, so that the key were shorter', { 47: 1, 48: 0 }],
  ['everything at once', { 0: 255, 1: 255, 47: 255 }],
])('PKCS #1: the fallback for %s', (_what, changes) => {
  expect(takeKeyPkcs1(block(changes), fallback)).toEqual(fallback)
})

test('PKCS #1: every byte of the header and padding counts', () => {
  for (let at = 0; at < 48; at++)
    for (let value = 0; value < 256; value++) {
      const holds = at === 0 || at === 47 ? value === 0 : at === 1 ? value === 2 : value !== 0
      expect(takeKeyPkcs1(block({ [at]: value }), fallback).equals(holds ? key : fallback)).toBe(true)
    }
})

test('PKCS #1: what OpenSSL pads comes out, if it has the length that was expected', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: 40 }), (content) => {
      const sealed = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, content)
      const expected = content.length === 16 ? Buffer.from(content) : fallback
      expect(takeKeyPkcs1(bare(sealed), fallback)).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})

test.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('OAEP with %s: what OpenSSL pads comes out', (digest) => {
  const sealed = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: digest }, key)
  const opened = bare(sealed)
  expect(takeKeyOaep(opened, { label: digest, mask: digest }, fallback)).toEqual(key)
  expect(takeKeyOaep(opened, { label: digest, mask: digest }, Buffer.alloc(15, 1))).toEqual(Buffer.alloc(15, 1))
  expect(takeKeyOaep(opened, { label: digest, mask: 'md5' }, fallback)).toEqual(fallback)
})

test('OAEP: any bit turned, and the first byte above all, gives the fallback', () => {
  const sealed = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING }, key)
  const opened = bare(sealed)
  for (let at = 0; at < opened.length; at++) {
    const changed = Buffer.from(opened)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(takeKeyOaep(changed, { label: 'sha1', mask: 'sha1' }, fallback)).toEqual(fallback)
  }
})

test('OAEP: another label', () => {
  const options = { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepLabel: Buffer.from('x') }
  const opened = bare(publicEncrypt(options, key))
  expect(takeKeyOaep(opened, { label: 'sha1', mask: 'sha1' }, fallback)).toEqual(fallback)
})

test('a block’s padding: of any length comes off, and only a right one', () => {
  for (let count = 1; count <= 16; count++) {
    const content = Buffer.concat([randomBytes(32 - count), Buffer.alloc(count, count)])
    expect(stripBlockPadding(content, 16)).toHaveLength(32 - count)
    for (let back = 2; back <= count; back++) {
      const changed = Buffer.from(content)
      changed[32 - back] = count ^ 1
      expect(stripBlockPadding(changed, 16)).toHaveLength(32)
    }
  }
  for (const count of [0, 17, 32, 255]) expect(stripBlockPadding(Buffer.alloc(32, count), 16)).toHaveLength(32)
})
