import { expect, test } from 'vitest'
import { spell } from './spell.ts'

const words = {
  digit: (sign: string) => `digit ${sign}`,
  capital: (sign: string) => `capital ${sign}`,
  small: (sign: string) => `small ${sign}`,
}

test.each([
  ['k7M', 'small k, digit 7, capital M'],
  ['48271935', 'digit 4, digit 8, digit 2, digit 7, digit 1, digit 9, digit 3, digit 5'],
  ['a-é', 'small a, -, small é'],
  ['', ''],
])('%s is heard as %s', (passcode, heard) => {
  expect(spell(passcode, words)).toBe(heard)
})
