import { expect, test } from 'vitest'
import fc from 'fast-check'
import { weaknessOf } from './password-rules.ts'

const owner = { email: 'camille.martin@contoso.example', name: 'Camille Élodie Martin', organisation: 'Contoso Group' }
const judged = (password: string) => weaknessOf(password, owner)

test.each([
  ['eleven char', 'too-short'],
  ['🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑', 'too-short'],
  ['x'.repeat(257), 'too-long'],
  ['aaaaaaaaaaaa', 'pattern'],
  ['123456789012', 'pattern'],
  ['zyxwvutsrqponm', 'pattern'],
  ['azertyuiopqsdf', 'pattern'],
  ['abcabcabcabc', 'pattern'],
  ['secret-secret-', 'pattern'],
  ['i am Camille, hello', 'own-words'],
  ['viva elodie 1987', 'own-words'],
  ['the CONTOSO door', 'own-words'],
  ['my.password.is.this', 'common-word'],
  ['Motdepasse-2024!', 'common-word'],
] as const)('%j: %s', (password, weakness) => {
  expect(judged(password)).toBe(weakness)
})

test.each([
  'a door that stands open',
  'x7#Lq9!vRt2p',
  'correct horse battery staple',
  'пароль для двери',
  '鍵は青い箱の中にあります、多分',
])('%j may be chosen', (password) => {
  expect(judged(password)).toBeNull()
})

test('an owner without a name refuses nothing on its account', () => {
  expect(weaknessOf('a door that stands open', { email: '', name: '', organisation: '' })).toBeNull()
})

test('any text gets an answer', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void judged(text)))
})
