import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepPrintable, readPrintable } from './printable.ts'

test.each([
  ['Zoé 📱', 'Zoé 📱'],
  ['  two \n lines\t', 'two lines'],
  ['👩‍💻', '👩‍💻'],
  ['a\u202eb\u0000c', 'abc'],
  ['a\u061cb\u2060c\u00add\u180ee', 'abcde'],
  ['flag\u{e0067}\u{e0062}\u{e007f}', 'flag'],
  ['half \ud83d', 'half'],
  ['e\u200b\u0301', 'é'],
  ['a\u200db', 'ab'],
])('%j is kept as %j', (said, kept) => {
  expect(keepPrintable(said, 40)).toBe(kept)
})

test('what is left of nothing printable is nothing', () => {
  expect(keepPrintable('\u200b\u2066 \ufeff', 40)).toBeNull()
})

test('cut by characters, without a joiner that joins nothing', () => {
  expect(keepPrintable('📱'.repeat(9), 3)).toBe('📱📱📱')
  expect(keepPrintable('👩‍💻', 2)).toBe('👩')
})

test('what is kept of a device’s words, a person could have typed', () => {
  const unit = fc.constantFrom(
    '👩',
    '\u200d',
    '\ufe0f',
    '💻',
    '\u202e',
    ' ',
    '\u00ad',
    '\ufeff',
    'a',
    '\u0301',
    '\ud83d',
  )
  const said = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit }))
  fc.assert(
    fc.property(said, fc.integer({ min: 1, max: 12 }), (words, longest) => {
      const kept = keepPrintable(words, longest)
      if (kept !== null) expect(readPrintable(kept, longest)).toBe(kept)
    }),
    { numRuns: 2000 },
  )
})
