import { expect, test } from 'vitest'
import { type LockScreen, lock, makeLockScreen, startedAnew, tryPasscode, withoutPasscode } from './lock-screen.ts'

const noon = new Date('2026-03-02T12:00:00Z')
const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

function wrong(screen: LockScreen, times: number): LockScreen {
  let tried = screen
  for (let i = 0; i < times; i++) {
    tried = { ...tryPasscode(tried, `wrong ${String(tried.wrongTries)}`, noon).screen, unavailableUntil: null }
  }
  return tried
}

test('the right passcode opens and forgets the wrong tries', () => {
  const { screen, said } = tryPasscode(wrong(makeLockScreen('271828'), 3), '271828', noon)
  expect(said).toBe('open')
  expect(screen).toMatchObject({ locked: false, wrongTries: 0, lastWrong: null })
})

test.each([
  [1, null],
  [4, null],
  [5, 1],
  [6, 5],
  [7, 15],
  [8, 15],
  [9, 60],
])('after wrong try %i it is unavailable for %s minutes', (tries, minutes) => {
  const { screen } = tryPasscode(wrong(makeLockScreen('271828'), tries - 1), '000000', noon)
  expect(screen.unavailableUntil).toBe(minutes === null ? null : minutesLater(minutes).toISOString())
})

test('the tenth wrong try makes it unavailable for good', () => {
  const { screen, said } = tryPasscode(wrong(makeLockScreen('271828'), 9), '000000', noon)
  expect(said).toBe('unavailable')
  expect(tryPasscode(screen, '271828', minutesLater(100_000)).said).toBe('unavailable')
})

test('while it is unavailable even the right passcode is not looked at', () => {
  const { screen } = tryPasscode(wrong(makeLockScreen('271828'), 4), '000000', noon)
  expect(tryPasscode(screen, '271828', minutesLater(0.9)).said).toBe('unavailable')
  expect(tryPasscode(screen, '271828', minutesLater(1)).said).toBe('open')
})

test('the same wrong passcode twice in a row counts once', () => {
  const once = tryPasscode(makeLockScreen('271828'), '000000', noon).screen
  expect(tryPasscode(once, '000000', noon).screen.wrongTries).toBe(1)
})

test('removing the passcode opens it even when it was unavailable, and it cannot be locked any more', () => {
  const { screen } = tryPasscode(wrong(makeLockScreen('271828'), 9), '000000', noon)
  const cleared = withoutPasscode(screen)
  expect(cleared).toMatchObject({ locked: false, passcode: null, unavailableUntil: null, wrongTries: 0 })
  expect(lock(cleared).locked).toBe(false)
})

test('a start locks it until the first unlock; without a passcode nothing is locked', () => {
  expect(startedAnew(makeLockScreen('271828'))).toMatchObject({ locked: true, unlockedSinceStart: false })
  expect(startedAnew(makeLockScreen(null))).toMatchObject({ locked: false, unlockedSinceStart: true })
})
