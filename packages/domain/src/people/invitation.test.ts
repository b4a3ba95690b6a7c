import { expect, test } from 'vitest'
import { readEmail, readPersonName, readRole } from './invitation.ts'

test.each([
  ['camille@contoso.example', 'camille@contoso.example'],
  ['  Sam.O’Neil+it@sub.contoso.example ', 'Sam.O’Neil+it@sub.contoso.example'],
  ['élodie@contoso.example', 'élodie@contoso.example'],
])('%j is an address', (typed, kept) => expect(readEmail(typed)).toBe(kept))

test.each([
  '',
  'camille',
  'camille@contoso',
  'a@b@contoso.example',
  'two words@contoso.example',
  'a@contoso.example\r\nBcc: b@contoso.example',
  'Camille <camille@contoso.example>',
  'a@contoso.example,b@contoso.example',
  'right\u202Eleft@contoso.example',
  `${'a'.repeat(65)}@contoso.example`,
  `a@${'b'.repeat(250)}.example`,
])('%j is none', (typed) => expect(readEmail(typed)).toBeNull())

test('a name of 100 characters is one, a longer one is not', () => {
  expect(readPersonName(' Camille   Dubois ')).toBe('Camille Dubois')
  expect(readPersonName('x'.repeat(100))).toBe('x'.repeat(100))
  expect([readPersonName('x'.repeat(101)), readPersonName(' '), readPersonName('a\u0000')]).toEqual([null, null, null])
})

test('roles, in any case', () => {
  expect(['Person', ' support', 'AUDITOR', 'administrator', 'owner', ''].map(readRole)).toEqual([
    'person',
    'support',
    'auditor',
    'administrator',
    null,
    null,
  ])
})
