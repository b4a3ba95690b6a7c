import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { createScepReader, issueDeviceCertificate, type DeviceCa, type ScepPolicy, type ScepReading } from '../index.ts'
import { makeCa, makeIdentity, pem } from '../test/index.ts'
import { openssl } from '../test/openssl-cms.ts'
import {
  makeCsr,
  makeScepClient,
  writeLikeApple,
  writePkiMessage,
  type ScepShape,
  type ScepTestClient,
} from '../test/scep-client.ts'

const now = new Date('2026-06-01T12:00:00Z')
const day = 86_400_000

let ca: DeviceCa
let client: ScepTestClient
let csr: Uint8Array
let envelope: Buffer

beforeAll(async () => {
  ca = await makeCa('Latchkey devices', now)
  client = await makeScepClient()
  csr = await makeCsr(client, 'open sesame')
  envelope = encrypt(csr)
})

/** By OpenSSL, for the authority. */
function encrypt(content: Uint8Array, cipher = '-aes128', ...options: readonly string[]): Buffer {
  const args = [
    'cms',
    '-encrypt',
    cipher,
    '-binary',
    '-outform',
    'DER',
    '-in',
    'content',
    '-recip',
    'ca.pem',
    ...options,
  ]
  return openssl(args, { content, 'ca.pem': pem(ca.certificate) })
}

function read(message: Uint8Array, policy: ScepPolicy = {}, at = now): ScepReading {
  return createScepReader(ca.scep, policy)(message, at)
}

/** In one word: what the message comes to. */
function verdict(message: Uint8Array, policy: ScepPolicy = {}, at = now): string {
  const reading = read(message, policy, at)
  if (reading.kind === 'refused') return `${reading.refusal} ${reading.failInfo}`
  return reading.kind === 'unanswerable' ? reading.failure : reading.kind
}

const spki = (reading: ScepReading) => (reading.kind === 'enrol' ? Buffer.from(reading.publicKey) : null)
const send = (shape: ScepShape = {}, content: Uint8Array | null = envelope) => writePkiMessage(content, client, shape)

test('a request: whose key, which challenge, and where the answer goes', () => {
  const reading = read(send({ transactionId: 'F00D', senderNonce: Buffer.alloc(16, 3) }))
  expect(reading).toMatchObject({ kind: 'enrol', challenge: 'open sesame' })
  expect(reading).toMatchObject({ message: { transactionId: 'F00D', senderNonce: Buffer.alloc(16, 3) } })
  expect(spki(reading)).toEqual(client.publicKey.export({ format: 'der', type: 'spki' }))
})

test('nothing of the request’s subject or extensions gets through', async () => {
  const reading = read(send())
  expect(Object.keys(reading).sort()).toEqual(['challenge', 'kind', 'message', 'publicKey', 'sealing'])
  const publicKey = spki(reading) ?? Buffer.alloc(0)
  const issued = await issueDeviceCertificate(ca, { publicKey, commonName: 'ours', days: 1, now })
  expect(new X509Certificate(issued.certificate)).toMatchObject({ subject: 'CN=ours', ca: false })
})

test.each([['-aes128'], ['-aes192'], ['-aes256'], ['-des3'], ['-aes256', '-stream'], ['-aes128', '-keyid']])(
  'an envelope of OpenSSL: %s %s',
  (cipher, ...options) => {
    expect(read(send({}, encrypt(csr, cipher, ...options)))).toMatchObject({ kind: 'enrol', challenge: 'open sesame' })
  },
)

test.each([
  ['sha1, the default', []],
  ['sha256', ['-keyopt', 'rsa_oaep_md:sha256']],
  ['sha256, mask by sha1', ['-keyopt', 'rsa_oaep_md:sha256', '-keyopt', 'rsa_mgf1_md:sha1']],
  ['sha512', ['-keyopt', 'rsa_oaep_md:sha512']],
])('an envelope of OpenSSL: OAEP, %s', (_what, more) => {
  const sealed = encrypt(csr, '-aes256', '-keyopt', 'rsa_padding_mode:oaep', ...more)
  expect(sealed.indexOf(Buffer.from('2a864886f70d010107', 'hex'))).toBeGreaterThan(0)
  expect(read(send({}, sealed))).toMatchObject({ kind: 'enrol', challenge: 'open sesame' })
})

test.each<[string, ScepShape]>([
  ['DER', {}],
  ['BER as iPhones write it', { encoding: 'ber' }],
  ['attributes not in order, signed as they were sent', { order: 'as-sent' }],
  ['attributes not in order, signed as DER', { order: 'as-der' }],
  ['attributes not in order, BER, signed as DER', { order: 'as-der', encoding: 'ber' }],
  ['SHA-384', { digest: 'sha384' }],
  ['SHA-512, the first choice of iPhones', { digest: 'sha512', encoding: 'ber' }],
])('a message in %s', (_what, shape) => {
  expect(verdict(send(shape))).toBe('enrol')
  expect(verdict(send(shape, writeLikeApple(envelope)))).toBe('enrol')
})

test('DES, SHA-1 and MD5 by the test switch alone', async () => {
  const weak: ScepPolicy = { weakAlgorithmsForTests: true }
  for (const digest of ['sha1', 'md5'] as const) {
    expect(verdict(send({ digest }))).toBe('algorithm badAlg')
    expect(verdict(send({ digest }), weak)).toBe('enrol')
  }
  const oldRequest = encrypt(await makeCsr(client, null, 'SHA-1'))
  expect(verdict(send({}, oldRequest))).toBe('request-unreadable badMessageCheck')
  expect(read(send({}, oldRequest), weak)).toMatchObject({ kind: 'enrol', challenge: null })
})

test('256 message types: three have a meaning, and only one of them needs no more than a signature', () => {
  const verdicts = Array.from({ length: 256 }, (_type, messageType) => verdict(send({ messageType: `${messageType}` })))
  const others = verdicts.filter((_verdict, type) => ![17, 19, 20].includes(type))
  expect(new Set(others)).toEqual(new Set(['message-type badRequest']))
  expect([verdicts[19], verdicts[17], verdicts[20]]).toEqual(['enrol', 'renewal-unproven badRequest', 'poll'])
  for (const messageType of ['019', '19 ', '+19', '0x13', '１９'.normalize('NFKC') + '.'])
    expect(verdict(send({ messageType }))).toBe('message-type badRequest')
})

test('a type without a meaning is refused though its envelope would open, or is none', () => {
  expect(verdict(send({ messageType: '18' }))).toBe('message-type badRequest')
  expect(verdict(send({ messageType: '18' }, Buffer.from('nothing')))).toBe('message-type badRequest')
})

test('renewal: by a certificate of ours that is valid now', async () => {
  const phone = await makeIdentity(ca, { now, days: 30 })
  const renewal = writePkiMessage(
    envelope,
    { certificate: phone.certificate, privateKey: phone.key },
    { messageType: '17' },
  )
  expect(read(renewal)).toMatchObject({ kind: 'renew', renewed: { hash: phone.hash }, challenge: 'open sesame' })
  expect(verdict(renewal, {}, new Date(now.getTime() + 31 * day))).toBe('renewal-unproven badRequest')
  const other = await makeIdentity(await makeCa('Latchkey devices', now), { now })
  const foreign = writePkiMessage(
    envelope,
    { certificate: other.certificate, privateKey: other.key },
    { messageType: '17' },
  )
  expect(verdict(foreign)).toBe('renewal-unproven badRequest')
  const stolen = writePkiMessage(
    envelope,
    { certificate: phone.certificate, privateKey: other.key },
    { messageType: '17' },
  )
  expect(verdict(stolen)).toBe('signature-wrong badMessageCheck')
})

test('somebody else’s envelope under a signature of one’s own reads like noise', async () => {
  const thief = await makeScepClient()
  expect(verdict(writePkiMessage(envelope, thief))).toBe('request-unreadable badMessageCheck')
})

test('a key that no device may have', async () => {
  const weak = await makeScepClient(1024)
  expect(verdict(writePkiMessage(encrypt(await makeCsr(weak, 'x')), weak))).toBe('key-refused badAlg')
  expect(verdict(writePkiMessage(envelope, weak, { messageType: '20' }))).toBe('key-refused badAlg')
})

test('a signer whose key can not be encrypted to', async () => {
  const watch = await makeIdentity(ca, { now, keys: generateKeyPairSync('ec', { namedCurve: 'P-256' }) })
  const message = writePkiMessage(envelope, { certificate: watch.certificate, privateKey: watch.key })
  expect(verdict(message)).toBe('certificate-malformed')
})

test.each([
  [
    'another digest',
    '2a864886f70d010904',
    Buffer.concat([Buffer.from([4, 32]), Buffer.alloc(32)]),
    'digest-differs badMessageCheck',
  ],
  ['a digest of another length', '2a864886f70d010904', Buffer.from('040100', 'hex'), 'digest-differs badMessageCheck'],
  ['no digest', '2a864886f70d010904', null, 'attributes'],
  ['no content type', '2a864886f70d010903', null, 'attributes'],
  ['another content type', '2a864886f70d010903', Buffer.from('06092a864886f70d010703', 'hex'), 'attributes'],
  ['no message type', '6086480186f845010902', null, 'attributes'],
  ['no transaction', '6086480186f845010907', null, 'attributes'],
  ['an empty transaction', '6086480186f845010907', Buffer.from('1300', 'hex'), 'attributes'],
  ['a transaction with a line break', '6086480186f845010907', Buffer.from('0c03410a42', 'hex'), 'attributes'],
  [
    'a transaction of 200 characters',
    '6086480186f845010907',
    Buffer.concat([Buffer.from([0x13, 0x81, 200]), Buffer.alloc(200, 65)]),
    'attributes',
  ],
  ['no nonce', '6086480186f845010905', null, 'attributes'],
  ['an empty nonce', '6086480186f845010905', Buffer.from('0400', 'hex'), 'attributes'],
  ['a nonce that is a number', '6086480186f845010905', Buffer.from('020101', 'hex'), 'malformed'],
])('attributes with %s', (_what, type, value, expected) => {
  expect(verdict(send({ attributes: { [type]: value } }))).toBe(expected)
})

test('a message without an envelope, or with one of another kind', () => {
  expect(verdict(send({}, null))).toBe('envelope-malformed badMessageCheck')
  expect(verdict(send({}, csr))).toBe('envelope-malformed badMessageCheck')
  const digested = openssl(['cms', '-digest_create', '-binary', '-outform', 'DER', '-in', 'x'], { x: 'x' })
  expect(verdict(send({}, digested))).toBe('envelope-malformed badMessageCheck')
})

test('an envelope for two', () => {
  const two = openssl(['cms', '-encrypt', '-aes128', '-outform', 'DER', '-in', 'x', 'a', 'b'], {
    x: 'x',
    a: pem(ca.certificate),
    b: pem(client.certificate),
  })
  expect(verdict(send({}, two))).toBe('recipient-count badMessageCheck')
})

test('too large', () => {
  expect(verdict(Buffer.alloc(65_537, 0x30))).toBe('too-large')
})
