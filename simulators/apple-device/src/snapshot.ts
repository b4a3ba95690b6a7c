import type { Identity } from './identity.ts'
import { isReachable, type Phone } from './phone.ts'
import type { Contact } from './session.ts'

/** What somebody who looks at the device (and at its cable) sees now. Holds no secret. */
export type Snapshot = {
  readonly identity: Identity
  readonly on: boolean
  readonly network: boolean
  readonly reachable: boolean
  readonly enrolled: boolean
  readonly locked: boolean
  readonly passcodeSet: boolean
  /** Characters of the passcode; 0 without one. */
  readonly passcodeLength: number
  readonly unlockedSinceStart: boolean
  readonly wrongTries: number
  /** ISO 8601, or `never` when it stays unavailable until it is reset. */
  readonly unavailableUntil: string | null
  readonly lostMode: boolean
  readonly message: string | null
  readonly phoneNumber: string | null
  readonly contact: Omit<Contact, 'held'>
}

export function snapshot(phone: Phone, contact: Contact): Snapshot {
  const { screen } = phone
  return {
    identity: phone.identity,
    on: phone.on,
    network: phone.network,
    reachable: isReachable(phone),
    enrolled: phone.enrolled,
    locked: screen.locked,
    passcodeSet: screen.passcode !== null,
    passcodeLength: screen.passcode?.length ?? 0,
    unlockedSinceStart: screen.unlockedSinceStart,
    wrongTries: screen.wrongTries,
    unavailableUntil: screen.unavailableUntil,
    lostMode: phone.lostMode,
    message: screen.message,
    phoneNumber: screen.phoneNumber,
    contact: { activity: contact.activity, lastAt: contact.lastAt, command: contact.command },
  }
}
