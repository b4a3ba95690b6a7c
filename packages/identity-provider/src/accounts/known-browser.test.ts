import { expect, test } from 'vitest'
import fc from 'fast-check'
import { knows, readKnownBrowser, remember } from './known-browser.ts'

const keys = ['the newest key', 'the key before']
const camille = 'camille@contoso.example'
const cookie = (value: string) => `other=1; latchkey-idp-known=${value}; more=2`
const read = (value: string, by = keys) => readKnownBrowser(cookie(value), by)

test('it knows who signed in here, whatever the case of the address, and nobody else', () => {
  const browser = read(remember(null, camille, keys))
  expect(knows(browser, ' Camille@Contoso.example ')).toBe(true)
  expect(knows(browser, 'sam@contoso.example')).toBe(false)
})

test('five accounts, the newest first, under one name', () => {
  let browser = read(remember(null, camille, keys))
  const { id } = browser ?? {}
  for (let n = 0; n < 5; n += 1) browser = read(remember(browser, `a${n}@contoso.example`, keys))
  expect(browser).toMatchObject({ id, accounts: { length: 5 } })
  expect([knows(browser, camille), knows(browser, 'a0@contoso.example')]).toEqual([false, true])
})

test('a cookie of an older key is read, one of no key of ours or changed in one letter is not', () => {
  const value = remember(null, camille, ['the key before'])
  expect(read(value)).not.toBeNull()
  expect(read(value, ['another'])).toBeNull()
  for (let at = 0; at < value.length - 1; at += 1) {
    const changed = value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1)
    expect(read(changed)).toBeNull()
  }
})

test('without a key nothing is believed; any header gets an answer', () => {
  expect(read(remember(null, camille, []), [])).toBeNull()
  expect(readKnownBrowser(undefined, keys)).toBeNull()
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => read(text) === null))
})
