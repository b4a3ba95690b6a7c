import {
  isExhausted,
  isUnavailable,
  lock,
  makeLockScreen,
  startedAnew,
  type Try,
  tryPasscode,
  withPasscode,
} from './lock-screen.ts'
import { isReachable, note } from './phone.ts'
import type { Dealings } from './session.ts'

/** Something that can't be done to a device in this state: it is off, locked, or has no passcode. */
export class DeviceStateError extends Error {
  readonly code = 'device-state'
}

/** What a person can do who holds the device in the hand. */
export type Person = {
  /** Types a passcode on the lock screen. */
  type(passcode: string): Try
  /** Sets a passcode in Settings; the device must be open. Throws `DeviceStateError`. */
  choosePasscode(passcode: string): void
  lock(): void
  restart(): void
  setPower(on: boolean): void
  setNetwork(on: boolean): void
  /** The passcode that only the person knows; null when none is set. */
  knownPasscode(): string | null
}

type Hooks = { cut(): void; reachableAgain(): void; unlocked(): void }

export function person(dealings: Dealings, hooks: Hooks): Person {
  const { phone, contact } = dealings

  /** Does something, and tells afterwards that there is a network again, should that be so. */
  function act(work: () => void): void {
    const before = isReachable(phone)
    work()
    dealings.changed()
    if (!before && isReachable(phone)) hooks.reachableAgain()
  }

  function needOn(): void {
    if (!phone.on) throw new DeviceStateError('the device is off')
  }

  function setPower(on: boolean): void {
    if (phone.on === on) return
    act(() => {
      phone.on = on
      phone.screen = startedAnew(phone.screen)
      contact.held = null
      note(phone, { what: on ? 'turned-on' : 'turned-off' }, dealings.now())
      if (!on) hooks.cut()
    })
  }

  function type(passcode: string): Try {
    needOn()
    const { locked } = phone.screen
    const wasUnavailable = isUnavailable(phone.screen, dealings.now())
    let said: Try = 'open'
    act(() => {
      const result = tryPasscode(phone.screen, passcode, dealings.now())
      said = result.said
      phone.screen = result.screen
      if (!locked || wasUnavailable) return
      note(phone, { what: result.screen.locked ? 'wrong-passcode' : 'unlocked' }, dealings.now())
      if (isExhausted(phone.screen) && phone.eraseAfterTenTries) erase()
    })
    if (locked && !phone.screen.locked) hooks.unlocked()
    return said
  }

  /** Everything on it is gone, its enrolment too. */
  function erase(): void {
    phone.screen = makeLockScreen(null)
    phone.enrolled = false
    phone.settings = null
    phone.unsent = null
    note(phone, { what: 'erased' }, dealings.now())
  }

  return {
    type,
    setPower,
    knownPasscode: () => phone.screen.passcode,
    choosePasscode(passcode) {
      needOn()
      if (phone.screen.locked) throw new DeviceStateError('the device is locked')
      if (passcode === '') throw new DeviceStateError('a passcode has at least one character')
      act(() => {
        phone.screen = withPasscode(phone.screen, passcode)
        note(phone, { what: 'passcode-set' }, dealings.now())
      })
    },
    lock() {
      needOn()
      if (phone.screen.passcode === null || phone.screen.locked) return
      act(() => {
        phone.screen = lock(phone.screen)
        note(phone, { what: 'locked' }, dealings.now())
      })
    },
    restart() {
      setPower(false)
      setPower(true)
    },
    setNetwork(on) {
      if (phone.network === on) return
      act(() => {
        phone.network = on
        note(phone, { what: on ? 'network-on' : 'network-off' }, dealings.now())
        if (!on) hooks.cut()
      })
    },
  }
}
