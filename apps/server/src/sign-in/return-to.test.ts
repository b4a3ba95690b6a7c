import { expect, test } from 'vitest'
import fc from 'fast-check'
import { safeReturnTo } from './return-to.ts'

test.each(['/', '/devices/7?reset=confirm', '/help#passcode', '/contact'])('%s is kept', (path) => {
  expect(safeReturnTo(path)).toBe(path)
})

test.each([
  '',
  'devices',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/..//evil.example',
  '/.//evil.example',
  '/%2e%2e//evil.example',
  '/api/sign-ins',
  '/%61pi/sign-ins',
  '/idp/session/end',
  '/AUTH/callback',
  '/%ff',
  '/é',
  `/${'x'.repeat(500)}`,
])('%j leads home', (wanted) => {
  expect(safeReturnTo(wanted)).toBe('/devices')
})

test('no string of two hundred leads off the site', () => {
  const bits = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '@',
    ':',
    '%2f',
    '%5c',
    '\t',
    '\n',
    '?',
    '#',
    'evil.example',
    'https:',
  )
  const hostile = fc.array(bits, { maxLength: 8 }).map((parts) => parts.join(''))
  const origin = 'https://portal.example'
  fc.assert(
    fc.property(fc.oneof(hostile, fc.webUrl(), fc.string({ unit: 'binary' })), (wanted) => {
      const path = safeReturnTo(wanted)
      expect(new URL(path, origin).origin).toBe(origin)
      expect(safeReturnTo(path)).toBe(path)
    }),
    { numRuns: 200 },
  )
})
