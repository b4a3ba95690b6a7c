import { constants, createCipheriv, publicEncrypt, randomBytes, X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createScepReader, type DeviceCa } from '../index.ts'
import { makeCa } from '../test/index.ts'
import { makeCsr, makeScepClient, writePkiMessage, type ScepTestClient } from '../test/scep-client.ts'
import { aes256 } from './ciphers.ts'
import { readEnvelope, type Envelope, type KeyTransport } from './envelope.ts'
import { openEnvelope } from './open-envelope.ts'
import { sealEnvelope } from './seal-envelope.ts'

/*
 * Whoever can tell a wrong padding from wrong content can have the authority's key decrypt for him, byte by byte, and
 * sign too. Everything that goes wrong behind the outer signature has to look the same.
 */
const now = new Date('2026-06-01T12:00:00Z')
const pkcs1 = { cipher: aes256, transport: 'pkcs1' } as const

let ca: DeviceCa
let client: ScepTestClient
let csr: Uint8Array
let sealed: Buffer
let envelope: Envelope

beforeAll(async () => {
  ca = await makeCa('Latchkey devices', now)
  client = await makeScepClient()
  csr = await makeCsr(client, 'open sesame')
  sealed = sealEnvelope(csr, ca.certificate, pkcs1)
  envelope = readEnvelope(sealed, {}) as Envelope
})

const send = (content: Uint8Array) => createScepReader(ca.scep)(writePkiMessage(content, client), now)

/** The sealed request with its encrypted key, its content or the name of its key transport exchanged. */
function exchange(part: Uint8Array, other: Uint8Array): Buffer {
  const at = sealed.indexOf(part)
  expect(at).toBeGreaterThan(0)
  expect(other).toHaveLength(part.length)
  return Buffer.concat([sealed.subarray(0, at), other, sealed.subarray(at + part.length)])
}

/** A bare RSA encryption of this block, whatever its padding. */
function raw(block: Uint8Array): Buffer {
  const key = new X509Certificate(ca.certificate).publicKey
  return publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block)
}

function padded(key: Uint8Array, changes: Readonly<Record<number, number>> = {}): Buffer {
  const padding = Buffer.alloc(384 - 3 - key.length, 0xaa)
  const block = Buffer.concat([Buffer.from([0, 2]), padding, Buffer.from([0]), key])
  for (const [at, value] of Object.entries(changes)) block[Number(at)] = value
  return raw(block)
}

/** Content under a key of one's own, with any last block that one likes. */
function underOwnKey(content: Uint8Array): Buffer {
  const key = Buffer.alloc(32, 5)
  const running = createCipheriv('aes-256-cbc', key, envelope.iv).setAutoPadding(false)
  const blocks = Buffer.concat([running.update(content), running.final()])
  const withKey = exchange(envelope.encryptedKey, padded(key))
  const at = withKey.indexOf(envelope.content)
  return Buffer.concat([withKey.subarray(0, at), blocks, withKey.subarray(at + blocks.length)])
}

/** The request in as many whole blocks as the envelope has, its padding and its bytes open to change. */
function wholeBlocks(change: (content: Buffer) => void): Buffer {
  const rest = envelope.content.length - csr.length
  const content = Buffer.concat([csr, Buffer.alloc(rest, rest)])
  change(content)
  return content
}

test('the request itself is taken, under its key and under one of our making', () => {
  expect(send(sealed)).toMatchObject({ kind: 'enrol' })
  expect(send(underOwnKey(wholeBlocks(() => undefined)))).toMatchObject({ kind: 'enrol' })
})

test('wrong paddings, wrong keys and wrong content: one answer', async () => {
  const key = Buffer.alloc(32, 5)
  const thief = await makeScepClient()
  const cases: Record<string, Uint8Array> = {
    'block type 1': exchange(envelope.encryptedKey, padded(key, { 1: 1 })),
    'first byte': exchange(envelope.encryptedKey, padded(key, { 0: 1 })),
    'zero in the padding': exchange(envelope.encryptedKey, padded(key, { 20: 0 })),
    'no zero': exchange(envelope.encryptedKey, padded(key, { 351: 7 })),
    'key too short': exchange(envelope.encryptedKey, padded(Buffer.alloc(16, 5))),
    'key too long': exchange(envelope.encryptedKey, padded(Buffer.alloc(64, 5))),
    'another good key': exchange(envelope.encryptedKey, padded(key)),
    'greater than the modulus': exchange(envelope.encryptedKey, Buffer.alloc(384, 0xff)),
    zero: exchange(envelope.encryptedKey, Buffer.alloc(384)),
    'last block turned': exchange(envelope.content, turned(envelope.content, envelope.content.length - 17)),
    'first block turned': exchange(envelope.content, turned(envelope.content, 3)),
    'block padding 0': underOwnKey(wholeBlocks((content) => content.fill(0, csr.length))),
    'block padding broken': underOwnKey(wholeBlocks((content) => content.fill(1, csr.length, content.length - 1))),
    'no request': underOwnKey(wholeBlocks((content) => content.fill(0x30, 0, csr.length))),
    'a signature turned': underOwnKey(wholeBlocks((content) => (content[csr.length - 1] = 0))),
    'another’s request': sealEnvelope(await makeCsr(thief, 'x'), ca.certificate, pkcs1),
    'of an authority of that name': sealEnvelope(csr, (await makeCa('Latchkey devices', now)).certificate, pkcs1),
  }
  const answers = Object.entries(cases).map(([name, content]) => [name, send(content)])
  const one = {
    kind: 'refused',
    refusal: 'request-unreadable',
    failInfo: 'badMessageCheck',
    to: { transactionId: '8A5B2C', senderNonce: Buffer.alloc(16, 7), digest: 'sha256' },
  }
  expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(Object.keys(cases).map((name) => [name, one])))
})

test('OAEP: any ciphertext gives noise, never an error', () => {
  const transport: KeyTransport = { label: 'sha256', mask: 'sha256' }
  const oaep = readEnvelope(sealEnvelope(csr, ca.certificate, { cipher: aes256, transport }), {}) as Envelope
  expect(Buffer.from(openEnvelope(oaep, ca.scep))).toEqual(Buffer.from(csr))
  for (const encryptedKey of [padded(Buffer.alloc(32)), raw(Buffer.alloc(384, 1)), Buffer.alloc(384, 0xff)])
    expect(openEnvelope({ ...oaep, encryptedKey }, ca.scep).length).toBeGreaterThanOrEqual(oaep.content.length - 16)
})

test('a ciphertext always gives the same noise, and each its own', () => {
  const open = (encryptedKey: Uint8Array) => Buffer.from(openEnvelope({ ...envelope, encryptedKey }, ca.scep))
  const [first, second] = [padded(Buffer.alloc(32), { 1: 1 }), padded(Buffer.alloc(32), { 1: 3 })]
  expect(open(first)).toEqual(open(first))
  expect(open(first)).not.toEqual(open(second))
})

test('any ciphertext, of any length: never a throw, always noise of the content’s length', () => {
  const lengths = fc.oneof(fc.constant(384), fc.integer({ min: 0, max: 500 }))
  fc.assert(
    fc.property(lengths, (length) => {
      const opened = openEnvelope({ ...envelope, encryptedKey: randomBytes(length) }, ca.scep)
      expect(opened.length).toBeGreaterThanOrEqual(envelope.content.length - 16)
    }),
    { numRuns: 300 },
  )
})

function turned(bytes: Uint8Array, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 0x40
  return changed
}
