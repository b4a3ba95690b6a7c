import { expect, test } from 'vitest'
import { mailboxTexts } from '../mailbox/texts.ts'
import { wallTexts } from '../wall/texts.ts'

const catalogues = Object.entries({ wall: wallTexts, mailbox: mailboxTexts })
const placeholders = (text: unknown) => [...String(text).matchAll(/\{\w+\}/g)].map(String).sort()

test.each(catalogues)('the texts of the %s fill in the same in both languages', (_, { en, fr }) => {
  for (const [key, text] of Object.entries(en)) {
    expect(placeholders(Object(fr)[key]), key).toEqual(placeholders(text))
  }
})

test.each(catalogues)('the French texts of the %s have their own spaces before marks', (_, { fr }) => {
  const wrong = Object.values(fr).filter(
    (text) => typeof text === 'string' && /(^|[^\u202f])[?!;]|[^\u00a0]:|« | »/.test(text),
  )
  expect(wrong).toEqual([])
})
