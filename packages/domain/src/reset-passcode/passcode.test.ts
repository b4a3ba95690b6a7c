import { expect, test } from 'vitest'
import { makePasscode, needsPasscode } from './passcode.ts'

const counting = () => {
  let next = 0
  return (limit: number) => next++ % limit
}

test('digits where every lock screen must type it, letters and digits where it takes letters', () => {
  expect(makePasscode('temporary-digits', counting())?.reveal()).toBe('01234567')
  expect(makePasscode('temporary-work-profile', counting())?.reveal()).toBe('01234567')
  expect(makePasscode('temporary-letters-and-digits', counting())?.reveal()).toBe('abcdefgh')
})

test('an iPhone and a Windows phone get none from us', () => {
  expect(makePasscode('removed', counting())).toBeNull()
  expect(needsPasscode('temporary-by-phone')).toBe(false)
})

test('no sign can be taken for another', () => {
  const signs = new Set<string>()
  for (let sign = 0; sign < 32; sign += 1)
    signs.add(makePasscode('temporary-letters-and-digits', () => sign)?.reveal()[0] ?? '')
  expect(signs.size).toBe(32)
  expect([...signs].join('')).not.toMatch(/[01lo]/)
})
