/*
 * The lock screen as a value: what it knows, and what becomes of it when somebody types. Delays are those that Apple
 * publishes for iPhone and iPad: none for the first four wrong tries, then 1, 5, 15, 15 and 60 minutes; after the tenth
 * the device is unavailable until it is reset.
 */

export type LockScreen = {
  /** null: none is set, and nothing can be locked. */
  readonly passcode: string | null
  readonly locked: boolean
  /** Unlocked at least once since it started; before that the keys of known networks are out of reach. */
  readonly unlockedSinceStart: boolean
  readonly wrongTries: number
  /** The last wrong one: typing it again is not counted. */
  readonly lastWrong: string | null
  /** ISO 8601; `never` after the tenth wrong try. */
  readonly unavailableUntil: string | null
  /** Put there by a DeviceLock command. */
  readonly message: string | null
  readonly phoneNumber: string | null
}

export type Try = 'open' | 'wrong' | 'unavailable'

const minutesAfterTry: Readonly<Record<number, number>> = { 5: 1, 6: 5, 7: 15, 8: 15, 9: 60 }
const lastTry = 10

/** A screen with that passcode, locked; open when there is none. */
export function makeLockScreen(passcode: string | null): LockScreen {
  return {
    passcode,
    locked: passcode !== null,
    unlockedSinceStart: true,
    wrongTries: 0,
    lastWrong: null,
    unavailableUntil: null,
    message: null,
    phoneNumber: null,
  }
}

/** Somebody types a passcode. */
export function tryPasscode(
  screen: LockScreen,
  typed: string,
  now: Date,
): { readonly screen: LockScreen; readonly said: Try } {
  if (!screen.locked) return { screen, said: 'open' }
  if (isUnavailable(screen, now)) return { screen, said: 'unavailable' }
  if (typed === screen.passcode) return { screen: opened(screen), said: 'open' }
  if (typed === screen.lastWrong) return { screen, said: 'wrong' }
  const wrongTries = screen.wrongTries + 1
  const unavailableUntil = until(wrongTries, now)
  return {
    screen: { ...screen, wrongTries, lastWrong: typed, unavailableUntil },
    said: unavailableUntil === null ? 'wrong' : 'unavailable',
  }
}

export function isUnavailable(screen: LockScreen, now: Date): boolean {
  return screen.unavailableUntil === 'never' || Date.parse(screen.unavailableUntil ?? '') > now.getTime()
}

/** All ten tries are used up. */
export function isExhausted(screen: LockScreen): boolean {
  return screen.wrongTries >= lastTry
}

/** Its passcode is gone, and with it every delay: what ClearPasscode does. */
export function withoutPasscode(screen: LockScreen): LockScreen {
  return { ...opened(screen), passcode: null }
}

/** The person chooses a passcode in Settings; the screen stays open. */
export function withPasscode(screen: LockScreen, passcode: string): LockScreen {
  return { ...opened(screen), passcode }
}

/** Locks it; without a passcode the screen only goes dark. */
export function lock(screen: LockScreen): LockScreen {
  return screen.passcode === null ? screen : { ...screen, locked: true }
}

/** After a start everything is locked, and nothing was unlocked yet. */
export function startedAnew(screen: LockScreen): LockScreen {
  return { ...lock(screen), unlockedSinceStart: screen.passcode === null }
}

function opened(screen: LockScreen): LockScreen {
  return { ...makeLockScreen(screen.passcode), locked: false }
}

function until(wrongTries: number, now: Date): string | null {
  if (wrongTries >= lastTry) return 'never'
  const minutes = minutesAfterTry[wrongTries]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000).toISOString()
}
