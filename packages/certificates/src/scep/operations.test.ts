import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caCertificateAnswer, decodeGetMessage, scepCapabilities } from '../index.ts'
import { makeCa } from '../test/index.ts'

test('capabilities, a line each, as clients compare them', () => {
  expect(scepCapabilities().split('\n')).toEqual([
    'POSTPKIOperation',
    'Renewal',
    'SHA-256',
    'SHA-384',
    'SHA-512',
    'AES',
    'DES3',
    'SCEPStandard',
    '',
  ])
})

test('the authority’s one certificate', async () => {
  const ca = await makeCa('Latchkey devices', new Date())
  expect(caCertificateAnswer(ca.scep)).toEqual({ type: 'application/x-x509-ca-cert', body: ca.certificate })
})

const bytes = Buffer.from('fbff3effbe0001', 'hex')

test.each([
  ['as it is', '+/8+/74AAQ=='],
  ['plus turned to space by URL decoding', ' /8 /74AAQ=='],
  ['without padding', '+/8+/74AAQ'],
  ['in lines', '+/8+\n/74A\r\nAQ==\n'],
  ['the alphabet of URLs', '-_8-_74AAQ'],
])('a message by GET: %s', (_what, text) => {
  expect(decodeGetMessage(text)).toEqual(bytes)
})

test.each([
  ['nothing', ''],
  ['padding alone', '=='],
  ['not base64', 'AA*A'],
  ['padding within', 'AA==AA=='],
  ['one character over', 'AAAAA'],
  ['a character beyond ASCII', 'AAAÄ'],
  ['too long', 'A'.repeat(100_000)],
])('a message by GET: null for %s', (_what, text) => {
  expect(decodeGetMessage(text)).toBe(null)
})

test('whatever was encoded comes back, decoded as a form or not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (content) => {
      const text = Buffer.from(content).toString('base64')
      const query = new URLSearchParams(`message=${text.replaceAll('=', '%3D')}`).get('message') ?? ''
      expect(decodeGetMessage(query)).toEqual(Buffer.from(content))
      expect(decodeGetMessage(text)).toEqual(Buffer.from(content))
    }),
    { numRuns: 500 },
  )
})
