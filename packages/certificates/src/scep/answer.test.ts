import { X509Certificate } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { childrenOf, oidOf, octetsOf, readBer, type BerElement } from '../ber.ts'
import {
  answerFailure,
  answerPending,
  answerSuccess,
  createScepReader,
  issueDeviceCertificate,
  type DeviceCa,
  type FailInfo,
  type ScepPolicy,
  type ScepReading,
} from '../index.ts'
import { readAttributes, readSignedMessage, type SignedMessage } from '../signed-message.ts'
import { certificatesOnly } from '../sign-message.ts'
import { makeCa, pem } from '../test/index.ts'
import { openssl } from '../test/openssl-cms.ts'
import { makeCsr, makeScepClient, writePkiMessage, type ScepShape, type ScepTestClient } from '../test/scep-client.ts'
import { aes256, cipherOf } from './ciphers.ts'
import { readEnvelope } from './envelope.ts'
import { openEnvelope } from './open-envelope.ts'
import { sealEnvelope, type Sealing } from './seal-envelope.ts'

const now = new Date('2026-06-01T12:00:00Z')

let ca: DeviceCa
let client: ScepTestClient
let csr: Uint8Array
let leaf: Uint8Array

beforeAll(async () => {
  ca = await makeCa('Latchkey devices', now)
  client = await makeScepClient()
  csr = await makeCsr(client, 'x')
  const publicKey = client.publicKey.export({ format: 'der', type: 'spki' })
  leaf = (await issueDeviceCertificate(ca, { publicKey, commonName: 'phone', days: 365, now })).certificate
})

const pkcs1 = { cipher: aes256, transport: 'pkcs1' } as const

function requestSealed(sealing: Sealing, shape: ScepShape = {}, policy: ScepPolicy = {}) {
  const message = writePkiMessage(sealEnvelope(csr, ca.certificate, sealing), client, shape)
  const reading = createScepReader(ca.scep, policy)(message, now)
  if (reading.kind !== 'enrol') throw new Error(JSON.stringify(reading))
  return reading
}

/** OpenSSL checks the authority's signature and its chain; what it stands over comes out. */
function verified(answer: Uint8Array): Buffer {
  const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'answer', '-CAfile', 'ca.pem', '-purpose', 'any']
  return openssl(args, { answer, 'ca.pem': pem(ca.certificate) })
}

/** OpenSSL opens an envelope with the client's key, and takes the certificates out of it. */
function opened(envelope: Uint8Array): string {
  const key = client.privateKey.export({ format: 'pem', type: 'pkcs8' })
  const content = openssl(
    ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', 'envelope', '-inkey', 'key', '-recip', 'recipient'],
    { envelope, key, recipient: pem(client.certificate) },
  )
  return openssl(['pkcs7', '-inform', 'DER', '-in', 'content', '-print_certs'], { content }).toString()
}

const oids = {
  messageType: '6086480186f845010902',
  pkiStatus: '6086480186f845010903',
  failInfo: '6086480186f845010904',
  senderNonce: '6086480186f845010905',
  recipientNonce: '6086480186f845010906',
  transactionId: '6086480186f845010907',
}

function attributesOf(answer: Uint8Array) {
  const element = (readSignedMessage(answer) as SignedMessage).attributes as BerElement
  const values = readAttributes(element) ?? new Map<string, BerElement>()
  const text = (name: keyof typeof oids) => {
    const value = values.get(oids[name])
    return value?.tag === 0x13 ? Buffer.from(value.content).toString() : undefined
  }
  return { element, values, text, octets: (name: keyof typeof oids) => octetsOf(values.get(oids[name])) }
}

test('OpenSSL verifies the answer, opens its envelope, and finds the device’s certificate under the authority', () => {
  const certificates = opened(verified(answerSuccess(ca.scep, requestSealed(pkcs1), leaf)))
  expect(certificates.match(/BEGIN CERTIFICATE/g)).toHaveLength(1)
  expect(new X509Certificate(certificates.slice(certificates.indexOf('-----'))).raw).toEqual(Buffer.from(leaf))
  const chain = ['verify', '-purpose', 'sslclient', '-attime', `${now.getTime() / 1000}`, '-CAfile', 'ca', 'leaf']
  expect(openssl(chain, { ca: pem(ca.certificate), leaf: certificates }).toString()).toContain('OK')
})

test.each([
  ['AES-128', '608648016503040102'],
  ['AES-192', '608648016503040116'],
  ['AES-256', '60864801650304012a'],
  ['triple DES', '2a864886f70d0307'],
])('an answer is closed as the request was: %s', (_what, identifier) => {
  const cipher = cipherOf(identifier, {}) ?? aes256
  const envelope = verified(answerSuccess(ca.scep, requestSealed({ cipher, transport: 'pkcs1' }), leaf))
  expect(envelope.includes(Buffer.from(identifier, 'hex'))).toBe(true)
  expect(opened(envelope)).toContain('CN = phone')
})

test.each(['sha1', 'sha256', 'sha512'] as const)('OAEP with %s, there and back', (digest) => {
  const request = requestSealed({ cipher: aes256, transport: { label: digest, mask: digest } })
  expect(opened(verified(answerSuccess(ca.scep, request, leaf)))).toContain('CN = phone')
})

test('DES by the test switch: asked in it, answered in it', () => {
  const policy = { weakAlgorithmsForTests: true }
  const des = cipherOf('2b0e030207', policy)
  expect(cipherOf('2b0e030207', {})).toBe(null)
  if (des === null) throw new Error('No DES')
  const request = requestSealed({ cipher: des, transport: 'pkcs1' }, {}, policy)
  const envelope = verified(answerSuccess(ca.scep, request, leaf))
  // Newer packages of OpenSSL leave DES out: here our own reader opens it, with the client's key.
  const closed = readEnvelope(envelope, policy)
  if (typeof closed === 'string') throw new Error(closed)
  expect(closed.cipher).toBe(des)
  const holder = { ...ca.scep, privateKey: client.privateKey }
  expect(Buffer.from(openEnvelope(closed, holder))).toEqual(certificatesOnly([leaf]))
  const strict: ScepReading = createScepReader(ca.scep)(
    writePkiMessage(sealEnvelope(csr, ca.certificate, request.sealing), client),
    now,
  )
  expect(strict).toMatchObject({ kind: 'refused', refusal: 'envelope-algorithm', failInfo: 'badAlg' })
})

test('what an answer says: same transaction, its nonce back, a new one, all in PrintableString', () => {
  const request = requestSealed(pkcs1, { transactionId: 'A1B2', senderNonce: Buffer.alloc(16, 9) })
  const answers = [answerSuccess(ca.scep, request, leaf), answerSuccess(ca.scep, request, leaf)].map(attributesOf)
  for (const { text, octets, values } of answers) {
    expect([text('messageType'), text('pkiStatus'), text('transactionId')]).toEqual(['3', '0', 'A1B2'])
    expect(octets('recipientNonce')).toEqual(Buffer.alloc(16, 9))
    expect(octets('senderNonce')).toHaveLength(16)
    expect(values.has(oids.failInfo)).toBe(false)
  }
  expect(answers[0]?.octets('senderNonce')).not.toEqual(answers[1]?.octets('senderNonce'))
})

test('attributes stand in the order of DER: others have crashed an iPhone’s profile service', () => {
  const { element } = attributesOf(answerSuccess(ca.scep, requestSealed(pkcs1), leaf))
  const members = childrenOf(element).map(({ raw }) => Buffer.from(raw))
  expect(members).toEqual(members.toSorted((a, b) => Buffer.compare(a, b)))
  expect(members).toHaveLength(7)
})

test.each<[FailInfo, string]>([
  ['badAlg', '0'],
  ['badMessageCheck', '1'],
  ['badRequest', '2'],
  ['badTime', '3'],
  ['badCertId', '4'],
])('a refusal is signed and empty: %s', (failInfo, code) => {
  const answer = answerFailure(ca.scep, requestSealed(pkcs1).message, failInfo)
  expect(verified(answer)).toHaveLength(0)
  const { text } = attributesOf(answer)
  expect([text('messageType'), text('pkiStatus'), text('failInfo')]).toEqual(['3', '2', code])
})

test('a refusal goes to where even a message that does not hold came from', () => {
  const message = writePkiMessage(Buffer.from('x'), client, { digest: 'md5', transactionId: 'OLD' })
  const reading = createScepReader(ca.scep)(message, now)
  if (reading.kind !== 'refused') throw new Error(reading.kind)
  const { text } = attributesOf(answerFailure(ca.scep, reading.to, reading.failInfo))
  expect([text('transactionId'), text('failInfo')]).toEqual(['OLD', '0'])
})

test('not yet', () => {
  const answer = answerPending(ca.scep, requestSealed(pkcs1).message)
  expect(verified(answer)).toHaveLength(0)
  expect(attributesOf(answer).text('pkiStatus')).toBe('3')
})

test.each([
  ['sha384', '608648016503040202'],
  ['sha512', '608648016503040203'],
  ['sha1', '608648016503040201'],
  ['md5', '608648016503040201'],
] as const)('asked with %s; the authority itself never signs with SHA-1 or MD5', (digest, answered) => {
  const request = requestSealed(pkcs1, { digest }, { weakAlgorithmsForTests: true })
  const answer = answerSuccess(ca.scep, request, leaf)
  expect((readSignedMessage(answer) as SignedMessage).digestAlgorithm).toBe(answered)
  expect(opened(verified(answer))).toContain('CN = phone')
})

test('an identity of ours opens the envelope of its renewal', () => {
  const sealed = sealEnvelope(csr, ca.certificate, pkcs1)
  const message = writePkiMessage(sealed, { certificate: leaf, privateKey: client.privateKey }, { messageType: '17' })
  const reading = createScepReader(ca.scep)(message, now)
  if (reading.kind !== 'renew') throw new Error(reading.kind)
  const envelope = verified(answerSuccess(ca.scep, reading, leaf))
  const [type] = childrenOf(readBer(envelope))
  expect(oidOf(type)).toBe('2a864886f70d010703')
  const key = client.privateKey.export({ format: 'pem', type: 'pkcs8' })
  const args = ['cms', '-decrypt', '-inform', 'DER', '-in', 'envelope', '-inkey', 'key', '-recip', 'leaf']
  expect(openssl(args, { envelope, key, leaf: pem(leaf) }).length).toBeGreaterThan(0)
})
