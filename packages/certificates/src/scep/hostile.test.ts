import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createScepReader, type DeviceCa } from '../index.ts'
import { readSignedMessage } from '../signed-message.ts'
import { hostileBytes, hostileRuns } from './test-hostile-bytes.ts'
import { makeCa } from '../test/index.ts'
import { makeCsr, makeScepClient, writeLikeApple, writePkiMessage, type ScepTestClient } from '../test/scep-client.ts'
import { readCertificateRequest } from './certificate-request.ts'
import { aes256 } from './ciphers.ts'
import { readEnvelope } from './envelope.ts'
import { sealEnvelope } from './seal-envelope.ts'

const now = new Date('2026-06-01T12:00:00Z')
const pkcs1 = { cipher: aes256, transport: 'pkcs1' } as const
const time = 120_000

let ca: DeviceCa
let client: ScepTestClient
let csr: Uint8Array
let envelope: Buffer

beforeAll(async () => {
  ca = await makeCa('Latchkey devices', now)
  client = await makeScepClient()
  csr = await makeCsr(client, 'open sesame')
  envelope = sealEnvelope(csr, ca.certificate, pkcs1)
  setFlagsFromString('--expose-gc')
})

const collectGarbage = (): void => (runInNewContext('gc') as () => void)()

/** Runs it for each hostile input; the memory still held afterwards, in bytes, must not have grown with them. */
function survives(total: number, good: readonly Uint8Array[], run: (bytes: Uint8Array) => void): void {
  const property = fc.property(hostileBytes(good), run)
  fc.assert(property, { numRuns: 200 })
  collectGarbage()
  const before = process.memoryUsage()
  for (const parameters of hostileRuns(total)) fc.assert(property, parameters)
  collectGarbage()
  const after = process.memoryUsage()
  expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(20_000_000)
}

test('20 000 hostile messages: read without a throw, and none holds that was not signed', { timeout: time }, () => {
  const read = createScepReader(ca.scep)
  const good = [writePkiMessage(envelope, client), writePkiMessage(envelope, client, { encoding: 'ber' })]
  const counted = { unanswerable: 0, refused: 0, enrol: 0, renew: 0, poll: 0 }
  survives(20_000, good, (bytes) => {
    const reading = read(bytes, now)
    counted[reading.kind]++
    // Wounds outside of what is signed do no harm; inside, none of them holds.
    if (reading.kind === 'enrol') expect(reading.challenge).toBe('open sesame')
  })
  expect(counted).toMatchObject({ renew: 0, poll: 0 })
  expect(counted.enrol).toBeLessThan(2000)
  // Enough of them get past the outer structure, or the wounds would prove little.
  expect(counted.refused).toBeGreaterThan(2000)
})

test('20 000 hostile signed messages', { timeout: time }, () => {
  survives(20_000, [writePkiMessage(envelope, client), writePkiMessage(null, client)], (bytes) => {
    const message = readSignedMessage(bytes)
    if (typeof message !== 'string') expect(message.certificate.length).toBeGreaterThan(0)
  })
})

test('20 000 hostile envelopes', { timeout: time }, () => {
  survives(20_000, [envelope, writeLikeApple(envelope)], (bytes) => {
    const read = readEnvelope(bytes, {})
    if (typeof read !== 'string') expect(read.content.length % read.cipher.blockLength).toBe(0)
  })
})

test('20 000 hostile certificate requests: none holds but the one that was signed', { timeout: time }, () => {
  const spki = client.publicKey.export({ format: 'der', type: 'spki' })
  survives(20_000, [csr], (bytes) => {
    const request = readCertificateRequest(bytes)
    if (typeof request !== 'string') expect(request).toEqual({ publicKey: spki, challenge: 'open sesame' })
  })
})

test('hostile content, signed and sealed well, so that every reader behind comes to see it', { timeout: time }, () => {
  const read = createScepReader(ca.scep)
  survives(400, [csr], (bytes) => {
    const reading = read(writePkiMessage(sealEnvelope(bytes, ca.certificate, pkcs1), client), now)
    if (reading.kind === 'enrol') expect(reading.challenge).toBe('open sesame')
    else expect(reading).toMatchObject({ kind: 'refused', failInfo: 'badMessageCheck' })
  })
  survives(400, [envelope], (bytes) => {
    const reading = read(writePkiMessage(bytes, client), now)
    if (reading.kind === 'enrol') expect(reading.challenge).toBe('open sesame')
    else expect(reading).toMatchObject({ kind: 'refused' })
  })
})

test.each([
  ['sets within sets', Buffer.from('3082'.repeat(16_000), 'hex')],
  ['indefinite within indefinite', Buffer.from('3080'.repeat(32_000), 'hex')],
  ['a length of 4 GiB', Buffer.from('3084ffffffff00', 'hex')],
])('depth and length without end: %s', (_what, bytes) => {
  expect(createScepReader(ca.scep)(bytes, now)).toEqual({ kind: 'unanswerable', failure: 'malformed' })
  expect(readEnvelope(bytes, {})).toBe('envelope-malformed')
  expect(readCertificateRequest(bytes)).toBe('request-unreadable')
})

test('an attribute with 10 000 levels does not exhaust the stack', () => {
  let deep = Buffer.from([0x04, 0])
  for (let level = 0; level < 10_000; level++) {
    const { length } = deep
    deep = Buffer.concat([Buffer.from([0x30, 0x82, length >> 8, length & 255]), deep])
    if (deep.length > 60_000) break
  }
  const message = writePkiMessage(envelope, client, { order: 'as-der', attributes: { '2a8648': deep } })
  expect(createScepReader(ca.scep)(message, now)).toMatchObject({ kind: 'unanswerable', failure: 'malformed' })
})
