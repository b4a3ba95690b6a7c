import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsers } from './parsers.ts'

const [bytes, bigint, time] = [parsers[17], parsers[20], parsers[1184]]

test('a time with and without a fraction, in any zone', () => {
  expect(time?.('2026-11-22 15:31:56.123+00')).toEqual(new Date('2026-11-22T15:31:56.123Z'))
  expect(time?.('2026-11-22 15:31:56+01')).toEqual(new Date('2026-11-22T14:31:56Z'))
  expect(time?.('2026-11-22 15:31:56.1+05:30')).toEqual(new Date('2026-11-22T10:01:56.100Z'))
})

test('a bigint keeps all its digits', () => {
  expect(bigint?.('9223372036854775807')).toBe('9223372036854775807')
})

test('bytes come back as they went in, as plain bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (sent) => {
      const back = bytes?.(`\\x${Buffer.from(sent).toString('hex')}`)
      expect(back).toEqual(sent)
      expect(Buffer.isBuffer(back)).toBe(false)
    }),
  )
})
