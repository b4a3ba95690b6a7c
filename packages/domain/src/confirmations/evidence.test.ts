import { expect, test } from 'vitest'
import fc from 'fast-check'
import { clockSkew, signInWindow } from './confirmation.ts'
import { judgeFreshSignIn } from './evidence.ts'
import type { FreshClaims, Intent, Strength } from './evidence.ts'

const issuer = 'https://id.example'
/** The press of *Sign out*, in seconds. */
const pressed = 1_800_000_000
const before = pressed - 600
const at = (seconds: number) => new Date(seconds * 1000)

const intent: Intent = { issuer, subject: 'camille', signedOutAt: at(pressed), endedSessionAuthTime: before }
const claims: FreshClaims = { issuer, subject: 'camille', authTime: pressed + 40, acr: 'two', amr: ['pwd', 'otp'] }
const oneFactor: Strength = { kind: 'one-factor' }
const now = at(pressed + 41)

test('a sign-in made for the act, forty seconds after the press, is good', () => {
  expect(judgeFreshSignIn(intent, claims, oneFactor, now)).toBeNull()
})

const hostile: readonly (readonly [name: string, authTime: unknown, failure: string])[] = [
  ['absent', undefined, 'no-auth-time'],
  ['null', null, 'no-auth-time'],
  ['a string', String(pressed + 40), 'auth-time-not-an-integer'],
  ['zero', 0, 'auth-time-not-an-integer'],
  ['negative', -(pressed + 40), 'auth-time-not-an-integer'],
  ['a fraction', pressed + 40.5, 'auth-time-not-an-integer'],
  ['milliseconds', (pressed + 40) * 1000, 'auth-time-in-the-future'],
  ['the future', pressed + 41 + 31, 'auth-time-in-the-future'],
  ["older than the session's", before - 1, 'auth-time-not-newer'],
  ["equal to the session's", before, 'auth-time-not-newer'],
  ['more than 30 s before the press', pressed - 31, 'auth-time-before-sign-out'],
  ['far past', 1, 'auth-time-not-newer'],
]

test.each(hostile)('an auth_time that is %s is refused', (_name, authTime, failure) => {
  expect(judgeFreshSignIn(intent, { ...claims, authTime }, oneFactor, now)).toBe(failure)
})

test('a provider clock 30 s off is borne, 31 s is not', () => {
  const judged = (authTime: number) => judgeFreshSignIn(intent, { ...claims, authTime }, oneFactor, now)
  expect([judged(pressed - 30), judged(pressed + 41 + 30)]).toEqual([null, null])
  expect([judged(pressed - 31), judged(pressed + 41 + 31)]).not.toContain(null)
})

test('a sign-in just before the press does not count, however near it was', () => {
  const justBefore = { ...intent, endedSessionAuthTime: pressed - 20 }
  for (let ago = 20; ago <= 30; ago++)
    expect(judgeFreshSignIn(justBefore, { ...claims, authTime: pressed - ago }, oneFactor, now)).toBe(
      'auth-time-not-newer',
    )
})

test('an ended session without auth_time confirms nothing: there is nothing to be newer than', () => {
  expect(judgeFreshSignIn({ ...intent, endedSessionAuthTime: null }, claims, oneFactor, now)).toBe('no-auth-time')
})

test('another subject, or the same subject of another issuer, is another account', () => {
  expect(judgeFreshSignIn(intent, { ...claims, subject: 'sam' }, oneFactor, now)).toBe('another-account')
  expect(judgeFreshSignIn(intent, { ...claims, issuer: 'https://id.example/' }, oneFactor, now)).toBe('another-account')
})

test.each([
  [0, null],
  [299, null],
  [300, null],
  [301, 'too-late'],
])('%d s after the press', (seconds, verdict) => {
  const authTime = pressed + seconds
  expect(judgeFreshSignIn(intent, { ...claims, authTime }, oneFactor, at(pressed + seconds))).toBe(verdict)
})

test('a millisecond past the window is too late: no skew is added to it', () => {
  const late = new Date(pressed * 1000 + signInWindow + 1)
  expect(judgeFreshSignIn(intent, claims, oneFactor, late)).toBe('too-late')
})

test.each<[Strength, unknown, unknown, string | null]>([
  [{ kind: 'unset' }, 'two', ['pwd', 'otp'], 'strength-unset'],
  [{ kind: 'one-factor' }, undefined, undefined, null],
  [{ kind: 'acr', accepted: ['two'] }, 'two', undefined, null],
  [{ kind: 'acr', accepted: ['two'] }, 'one', undefined, 'not-strong-enough'],
  [{ kind: 'acr', accepted: ['two'] }, ['two'], undefined, 'not-strong-enough'],
  [{ kind: 'acr', accepted: [] }, 'two', undefined, 'not-strong-enough'],
  [{ kind: 'amr', required: ['otp'] }, undefined, ['pwd', 'otp'], null],
  [{ kind: 'amr', required: ['pwd', 'otp'] }, undefined, ['pwd'], 'not-strong-enough'],
  [{ kind: 'amr', required: ['otp'] }, undefined, 'otp', 'not-strong-enough'],
  [{ kind: 'amr', required: [] }, undefined, ['pwd', 'otp'], 'not-strong-enough'],
])('strength %j against acr %j and amr %j', (strength, acr, amr, verdict) => {
  expect(judgeFreshSignIn(intent, { ...claims, acr, amr }, strength, now)).toBe(verdict)
})

test('the first thing wrong is told: account, then time, then strength, then lateness', () => {
  const late = at(pressed + 400)
  const allWrong = { ...claims, subject: 'sam', authTime: before, acr: 'one' }
  const strong: Strength = { kind: 'acr', accepted: ['two'] }
  expect(judgeFreshSignIn(intent, allWrong, strong, late)).toBe('another-account')
  expect(judgeFreshSignIn(intent, { ...allWrong, subject: 'camille' }, strong, late)).toBe('auth-time-not-newer')
  expect(judgeFreshSignIn(intent, { ...claims, acr: 'one' }, strong, late)).toBe('not-strong-enough')
  expect(judgeFreshSignIn(intent, claims, strong, late)).toBe('too-late')
})

test('whatever the claims hold, it answers; and yes only for a newer integer near the press', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (authTime, acr, amr) => {
      const verdict = judgeFreshSignIn(intent, { ...claims, authTime, acr, amr }, oneFactor, now)
      if (verdict !== null) return
      expect(Number.isInteger(authTime)).toBe(true)
      expect((authTime as number) * 1000).toBeGreaterThanOrEqual(pressed * 1000 - clockSkew)
    }),
  )
})
