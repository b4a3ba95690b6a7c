import { Secret } from '../secret.ts'
import type { ResetEffect } from './rule.ts'

// 32 signs, 5 bits each: no l and o, no 0 and 1, so that none is taken for another.
const lettersAndDigits = 'abcdefghijkmnpqrstuvwxyz23456789'
const digits = '0123456789'
const length = 8

/** Does this effect want a passcode of our making? */
export function needsPasscode(effect: ResetEffect): boolean {
  return alphabetFor(effect) !== null
}

/**
 * A temporary passcode for the effect: 8 letters and digits (40 bits) where the lock screen takes letters, else
 * 8 digits, so that every lock screen can type it. `randomBelow(n)` gives a uniform integer in [0, n).
 */
export function makePasscode(effect: ResetEffect, randomBelow: (limit: number) => number): Secret<string> | null {
  const alphabet = alphabetFor(effect)
  if (alphabet === null) return null
  let passcode = ''
  while (passcode.length < length) passcode += alphabet[randomBelow(alphabet.length)] ?? ''
  return new Secret(passcode)
}

function alphabetFor(effect: ResetEffect): string | null {
  switch (effect) {
    case 'temporary-letters-and-digits':
      return lettersAndDigits
    case 'temporary-digits':
    case 'temporary-work-profile':
      return digits
    default:
      return null
  }
}
