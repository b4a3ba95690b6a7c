import { expect, test } from 'vitest'
import { base32, inGroups } from './base32.ts'
import { codeAt, matchingStep, stepOf } from './totp.ts'

const secret = Buffer.from('12345678901234567890')
const at = (seconds: number) => new Date(seconds * 1000)

// RFC 6238, appendix B (SHA-1), the last six of its eight digits.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('RFC 6238: at %i s the code is %s', (seconds, code) => {
  expect(codeAt(secret, stepOf(at(seconds)))).toBe(code)
})

test('a clock may be one step off either way, not two', () => {
  const code = codeAt(secret, 1000)
  const found = [29_939, 29_970, 30_000, 30_029, 30_059, 30_060].map((second) => matchingStep(secret, code, at(second)))
  expect(found).toEqual([null, 1000, 1000, 1000, 1000, null])
})

test('spaces in a code are no part of it; whatever is not six digits is no code', () => {
  const code = codeAt(secret, 1000)
  const typed = (text: string) => matchingStep(secret, text, at(30_000))
  expect(typed(` ${code.slice(0, 3)}\u00a0${code.slice(3)} `)).toBe(1000)
  for (const text of ['', code.slice(1), `${code}0`, '٣'.repeat(6), 'abcdef', `-${code.slice(1)}.`])
    expect(typed(text)).toBeNull()
})

// RFC 4648, section 10, without the padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of %j is %j', (plain, text) => {
  expect(base32(Buffer.from(plain))).toBe(text)
})

test('groups of four', () => {
  expect(inGroups('MZXW6YTBOI')).toBe('MZXW 6YTB OI')
})
