import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readName } from './rename.ts'

test.each([
  ['  Camille’s   iPhone ', 'Camille’s iPhone'],
  ['هاتف العمل', 'هاتف العمل'],
  ['厨房', '厨房'],
  ['👩‍💻 phone', '👩‍💻 phone'],
  ['x'.repeat(40), 'x'.repeat(40)],
  ['é'.normalize('NFD'), 'é'],
])('%j is kept as %j', (typed, kept) => {
  expect(readName(typed)).toBe(kept)
})

test.each(['', '   ', 'x'.repeat(41), 'a\u0000b', 'a\u200Bb', 'a\u202Eb', 'a\u2066b', '\uD800', 'a\u200Db', '\uFEFF'])(
  '%j is no name',
  (typed) => {
    expect(readName(typed)).toBeNull()
  },
)

test('whatever is typed, a name is short, trimmed and stays itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const name = readName(typed)
      if (name === null) return
      expect([...name].length).toBeLessThanOrEqual(40)
      expect(readName(name)).toBe(name)
    }),
  )
})
