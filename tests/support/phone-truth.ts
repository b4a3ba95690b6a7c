import type { AppleDevice } from '@latchkey/apple-device-simulator'
import { expect } from 'vitest'

/** How often its passcode was really taken off. */
export function timesRemoved(phone: AppleDevice): number {
  return phone.ledger.filter(({ what }) => what === 'passcode-removed').length
}

/** Locked with the passcode it had, and nothing that could change this has reached it. */
export function expectUntouched(phone: AppleDevice): void {
  expect(phone.see()).toMatchObject({ locked: true, passcodeSet: true })
  expect(phone.ledger.filter((entry) => 'requestType' in entry && entry.requestType === 'ClearPasscode')).toEqual([])
}

/** Open, without a passcode, by one removal. */
export function expectOpenedOnce(phone: AppleDevice): void {
  expect(phone.see()).toMatchObject({ locked: false, passcodeSet: false })
  expect(timesRemoved(phone)).toBe(1)
}
