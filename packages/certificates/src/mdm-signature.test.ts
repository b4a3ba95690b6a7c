import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createMdmSignatureCheck, hashCertificate, type DeviceCa, type MdmSignatureCheck } from './index.ts'
import { makeCa, makeIdentity, opensslHeader, opensslSign, signLikeApple, type TestIdentity } from './test/index.ts'

const now = new Date('2026-06-01T12:00:00Z')
const day = 86_400_000
const body = Buffer.from('<plist version="1.0"><dict><key>Status</key><string>Idle</string></dict></plist>')

let ca: DeviceCa
let otherCa: DeviceCa
let phone: TestIdentity
let check: MdmSignatureCheck

beforeAll(async () => {
  ca = await makeCa('Latchkey devices', now)
  otherCa = await makeCa('Latchkey devices', now)
  phone = await makeIdentity(ca, { now })
  check = createMdmSignatureCheck([ca.certificate])
})

const verdict = (header: string, at = now, over: Uint8Array = body) => {
  const result = check(header, over, at)
  return typeof result === 'string' ? result : 'holds'
}

test('tells whose certificate it was', () => {
  const signer = check(signLikeApple(body, phone), body, now)
  expect(signer).toMatchObject({ hash: phone.hash, notAfter: new Date('2027-06-01T12:00:00Z') })
  expect(phone.hash).toEqual(hashCertificate(phone.certificate))
  expect(Object.keys(signer)).not.toContain('publicKey')
})

test.each([
  ['signed attributes, SHA-256', []],
  ['no signed attributes', ['-noattr']],
  ['signed attributes, SHA-1', ['-md', 'sha1']],
  ['no signed attributes, SHA-1', ['-noattr', '-md', 'sha1']],
])('OpenSSL signs, we check: %s', (_what, options) => {
  expect(verdict(opensslHeader(body, phone, ...options))).toBe('holds')
})

test('the shape that iPhones send: BER of indefinite length, SHA-1, no attributes', () => {
  expect(verdict(signLikeApple(body, phone))).toBe('holds')
})

test('a signature in parts is put together', () => {
  const signature = sign('sha1', body, phone.key)
  const parts = Buffer.concat([
    Buffer.from([4, 64]),
    signature.subarray(0, 64),
    Buffer.from([4, 0x81, 192]),
    signature.subarray(64),
  ])
  expect(verdict(signLikeApple(body, phone, { signature: parts, signatureTag: 0x24 }))).toBe('holds')
})

test('a key on P-256', async () => {
  const watch = await makeIdentity(ca, { now, keys: generateKeyPairSync('ec', { namedCurve: 'P-256' }) })
  expect(verdict(opensslHeader(body, watch))).toBe('holds')
  expect(verdict(opensslHeader(body, watch, '-noattr', '-md', 'sha1'))).toBe('holds')
})

test('an authority’s chain beside the signer’s certificate does no harm', () => {
  const certificates = Buffer.concat([ca.certificate, phone.certificate])
  expect(verdict(signLikeApple(body, phone, { certificate: certificates }))).toBe('holds')
})

test('its time: the very first and the very last second, and one beyond each', async () => {
  const brief = await makeIdentity(ca, { now, days: 2 })
  const header = signLikeApple(body, brief)
  expect(verdict(header, new Date(now.getTime() - day))).toBe('holds')
  expect(verdict(header, new Date(now.getTime() - day - 1000))).toBe('not-yet-valid')
  expect(verdict(header, new Date(now.getTime() + 2 * day))).toBe('holds')
  expect(verdict(header, new Date(now.getTime() + 2 * day + 1000))).toBe('expired')
})

test('another body by one byte', () => {
  const other = Buffer.from(body)
  other[40] = (other[40] ?? 0) ^ 1
  expect(verdict(signLikeApple(body, phone), now, other)).toBe('signature-wrong')
  expect(verdict(opensslHeader(body, phone), now, other)).toBe('digest-differs')
  expect(verdict(signLikeApple(body, phone), now, Buffer.alloc(0))).toBe('signature-wrong')
})

test('a certificate of another authority, though of the same name', async () => {
  expect(verdict(signLikeApple(body, await makeIdentity(otherCa, { now })))).toBe('certificate-untrusted')
})

test('another authority’s certificate with our device’s name and number', async () => {
  const forged = await makeIdentity(otherCa, { now })
  expect(verdict(signLikeApple(body, { ...phone, key: forged.key }))).toBe('signature-wrong')
  expect(verdict(signLikeApple(body, { ...forged, certificate: phone.certificate }))).toBe('signature-wrong')
})

test('the authority itself is no device', () => {
  const self = { certificate: ca.certificate, hash: hashCertificate(ca.certificate), key: phone.key }
  expect(verdict(signLikeApple(body, self))).toBe('certificate-use')
})

test('self-signed', () => {
  const self = { certificate: otherCa.certificate, hash: hashCertificate(otherCa.certificate), key: phone.key }
  expect(verdict(signLikeApple(body, self))).toBe('certificate-untrusted')
})

test('no signer, two signers, and the same one twice', async () => {
  const second = await makeIdentity(ca, { now })
  expect(verdict(opensslSign(body, [phone, second]).toString('base64'))).toBe('signer-count')
  expect(verdict(signLikeApple(body, phone, { signers: 2 }))).toBe('signer-count')
  expect(verdict(signLikeApple(body, phone, { signers: 0 }))).toBe('signer-count')
})

test('without the signer’s certificate, or with somebody else’s', async () => {
  const second = await makeIdentity(ca, { now })
  expect(verdict(opensslHeader(body, phone, '-nocerts'))).toBe('signer-certificate-missing')
  expect(verdict(opensslHeader(body, phone, '-keyid'))).toBe('signer-certificate-missing')
  expect(verdict(signLikeApple(body, phone, { certificate: second.certificate }))).toBe('signer-certificate-missing')
})

test('content inside, though it be the right one', () => {
  expect(verdict(opensslHeader(body, phone, '-nodetach'))).toBe('content-embedded')
  expect(verdict(signLikeApple(body, phone, { content: body }))).toBe('content-embedded')
})

test('other algorithms, and those that do not fit together', () => {
  const sha256 = '300d06096086480165030402010500'
  const md5 = '300c06082a864886f70d02050500'
  const sha256WithRsa = '300d06092a864886f70d01010b0500'
  const ecdsa = '300906072a8648ce3d0401'
  const pss = '300d06092a864886f70d01010a3000'
  expect(verdict(opensslHeader(body, phone, '-md', 'sha512'))).toBe('algorithm')
  expect(verdict(signLikeApple(body, phone, { digest: md5 }))).toBe('algorithm')
  expect(verdict(signLikeApple(body, phone, { digest: sha256 }))).toBe('algorithm')
  expect(verdict(signLikeApple(body, phone, { algorithm: sha256WithRsa }))).toBe('algorithm')
  expect(verdict(signLikeApple(body, phone, { algorithm: ecdsa }))).toBe('algorithm')
  expect(verdict(signLikeApple(body, phone, { algorithm: pss }))).toBe('algorithm')
  expect(verdict(signLikeApple(body, phone, { digest: sha256, algorithm: sha256WithRsa }))).toBe('signature-wrong')
})

test('a signature over attributes is none over the content, and the reverse', () => {
  const withAttributes = opensslSign(body, [phone])
  const at = withAttributes.indexOf(Buffer.from('a081', 'hex'), hashAt(withAttributes))
  const length = (withAttributes[at + 2] ?? 0) + 3
  const attributes = Buffer.from(withAttributes.subarray(at, at + length))
  const stripped = Buffer.concat([withAttributes.subarray(0, at), withAttributes.subarray(at + length)])
  expect(verdict(stripped.toString('base64'))).toBe('malformed')
  const signature = withAttributes.subarray(-256)
  const sha256 = '300d06096086480165030402010500'
  const sha256WithRsa = '300d06092a864886f70d01010b0500'
  const moved = signLikeApple(body, phone, { signature, digest: sha256, algorithm: sha256WithRsa })
  expect(verdict(moved)).toBe('signature-wrong')
  // The attributes themselves, sent as the body: what they were signed as is no message.
  attributes[0] = 0x31
  expect(verdict(moved, now, attributes)).toBe('holds')
})

test('a message digest that is changed within the attributes', () => {
  const message = opensslSign(body, [phone])
  const digestAt = message.indexOf(Buffer.from('2a864886f70d010904', 'hex')) + 9 + 4
  message[digestAt] = (message[digestAt] ?? 0) ^ 1
  expect(verdict(message.toString('base64'))).toBe('digest-differs')
})

test('attributes of another content type, or without a digest', () => {
  const swap = (from: string, to: string) => {
    const message = opensslSign(body, [phone])
    Buffer.from(to, 'hex').copy(message, message.indexOf(Buffer.from(from, 'hex')))
    return message.toString('base64')
  }
  expect(verdict(swap('2a864886f70d010904', '2a864886f70d010908'))).toBe('attributes')
  expect(verdict(swap('2a864886f70d010903', '2a864886f70d010904'))).toBe('attributes')
  // The signing time made a second digest, in front of the first.
  expect(verdict(swap('2a864886f70d010905', '2a864886f70d010904'))).toBe('attributes')
})

test('another type of message or content', () => {
  expect(verdict(signLikeApple(body, phone, { contentType: '06092a864886f70d010702' }))).toBe('not-signed-data')
  const enveloped = Buffer.from(signLikeApple(body, phone), 'base64')
  enveloped[enveloped.indexOf(Buffer.from('2a864886f70d010702', 'hex')) + 8] = 3
  expect(verdict(enveloped.toString('base64'))).toBe('not-signed-data')
})

test('something behind the message', () => {
  expect(verdict(signLikeApple(body, phone, { behind: Buffer.from([0]) }))).toBe('malformed')
  expect(verdict(signLikeApple(body, phone, { behind: Buffer.from('3000', 'hex') }))).toBe('malformed')
})

test('cut off at each length', () => {
  for (const whole of [opensslSign(body, [phone]), Buffer.from(signLikeApple(body, phone), 'base64')])
    for (let length = 1; length < whole.length; length++)
      expect(verdict(whole.subarray(0, length).toString('base64'))).toBe('malformed')
})

test.each([
  ['not-base64', ''],
  ['not-base64', 'AAA'],
  ['not-base64', 'AAA*'],
  ['not-base64', 'AA AA'],
  ['not-base64', '-_-_'],
  ['too-large', 'A'.repeat(16_388)],
  ['malformed', 'A'.repeat(16_384)],
  ['malformed', Buffer.from('30'.repeat(4000), 'hex').toString('base64')],
  ['malformed', Buffer.from('3080'.repeat(4000), 'hex').toString('base64')],
  ['malformed', Buffer.from('3084ffffffff00', 'hex').toString('base64')],
])('%s', (code, header) => {
  expect(verdict(header)).toBe(code)
})

test('any byte changed: refused, or it was not part of what is signed', () => {
  const whole = Buffer.from(signLikeApple(body, phone), 'base64')
  fc.assert(
    fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ change
      const result = check(changed.toString('base64'), body, now)
      if (typeof result !== 'string') expect(result.hash).toEqual(phone.hash)
    }),
    { numRuns: 3000 },
  )
})

test('never throws, whatever the header', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String({ maxLength: 400 })), (header) => {
      expect(verdict(header)).not.toBe('holds')
    }),
    { numRuns: 1000 },
  )
})

test('a certificate that holds today is not remembered beyond its time', () => {
  const header = signLikeApple(body, phone)
  expect(verdict(header)).toBe('holds')
  expect(verdict(header, new Date(now.getTime() + 400 * day))).toBe('expired')
  expect(verdict(header)).toBe('holds')
})

/** Where the signer's digest algorithm ends: the last SHA-256 identifier before the attributes. */
function hashAt(message: Buffer): number {
  return message.lastIndexOf(Buffer.from('608648016503040201', 'hex'), message.indexOf('2a864886f70d010903', 'hex'))
}
