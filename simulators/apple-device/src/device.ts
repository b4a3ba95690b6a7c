import { type Behaviour, type LostReport, wellBehaved } from './behaviour.ts'
import { EnrolmentError, introduce, tellToken } from './enrol.ts'
import type { Identity } from './identity.ts'
import { publicKeyOf } from './key.ts'
import type { LedgerEntry } from './ledger.ts'
import { type EnrolmentSettings, makePhone, type NewPhone, note, type Phone } from './phone.ts'
import { type Person, person } from './person.ts'
import type { DeviceError } from './report.ts'
import { restore, save, type SavedDevice } from './saved.ts'
import { answer, type Connected, type Contact, type Dealings, sayGoodbye, talk } from './session.ts'
import { type Snapshot, snapshot } from './snapshot.ts'
import { makeUnlockToken } from './unlock-token.ts'
import { openWire } from './wire.ts'

/** What surrounds a device; none of it is saved with it. */
export type Surroundings = {
  readonly now?: () => Date
  /** PEM roots trusted for https. */
  readonly roots?: readonly string[]
  /** Milliseconds until a server that says nothing counts as broken; 30 000. */
  readonly timeout?: number
  /** Milliseconds until it asks again by itself after NotNow or a broken connection; null (the rule in tests): never. */
  readonly polling?: { readonly afterNotNow: number | null; readonly afterFailure: number | null }
  /** It has a network again: push services deliver what they kept. */
  readonly onReachable?: () => void
}

/** An iPhone or iPad. */
export type AppleDevice = Person & {
  readonly identity: Identity
  /** SubjectPublicKeyInfo, DER, for whoever issues the certificate. */
  readonly spkiDer: Uint8Array
  /** Lower-case hexadecimal. */
  readonly pushToken: string
  readonly pushMagic: string
  readonly ledger: readonly LedgerEntry[]
  installCertificate(der: Uint8Array): void
  /** Authenticate and TokenUpdate. Throws `EnrolmentError` when the server refuses, `BrokenConnectionError`. */
  enrol(settings: EnrolmentSettings): Promise<void>
  /** Authenticate alone: an enrolment that gets no further. */
  authenticate(settings: EnrolmentSettings): Promise<void>
  updateToken(unlockToken?: 'as-needed' | 'include' | 'omit'): Promise<void>
  /** The person removes the profile. */
  checkOut(): Promise<void>
  /** Asks the server for commands and answers them; a second call joins the first and asks once more. Never throws. */
  connect(): Promise<Connected>
  /** A push arrived; true when it reached the device. A magic that is not its own is ignored. */
  ring(magic?: string): boolean
  /** A new unlock token; the server learns of it by the next `updateToken`. */
  changeUnlockToken(): void
  /** The present unlock token, for tests that compare. */
  unlockToken(): Uint8Array
  setLostMode(on: boolean): void
  /** Misbehaviour, on purpose. */
  notNow(times: number): void
  answerSlowly(wait: number | Promise<unknown> | null): void
  loseNextReply(times?: number): void
  loseNextReport(...fates: readonly LostReport[]): void
  failNext(chain: readonly DeviceError[]): void
  /** Takes commands and says nothing; `speak` carries out what it holds, reports and behaves again. */
  fallSilent(): void
  speak(): Promise<Connected>
  see(): Snapshot
  /** Called after every change; returns a way to stop. */
  onChange(heard: () => void): () => void
  save(): SavedDevice
  /** Breaks its connections and forgets its timers; resolves when nothing runs any more. */
  close(): Promise<void>
}

/** A new device. */
export function createAppleDevice(given: NewPhone, surroundings: Surroundings = {}): AppleDevice {
  return bringToLife(makePhone(given), surroundings)
}

/** A device as it was saved. Throws `SavedDeviceError`. */
export function reviveAppleDevice(saved: unknown, surroundings: Surroundings = {}): AppleDevice {
  return bringToLife(restore(saved), surroundings)
}

function bringToLife(phone: Phone, surroundings: Surroundings): AppleDevice {
  const listeners = new Set<() => void>()
  const behaviour: Behaviour = wellBehaved()
  const contact: Contact = { activity: 'resting', lastAt: null, command: null, held: null }
  const dealings: Dealings = {
    phone,
    wire: openWire({ roots: surroundings.roots, timeout: surroundings.timeout ?? 30_000 }),
    behaviour,
    contact,
    now: surroundings.now ?? (() => new Date()),
    changed: () => listeners.forEach((heard) => heard()),
  }
  const caller = makeCaller(dealings, surroundings.polling ?? { afterNotNow: null, afterFailure: null })

  return {
    ...person(dealings, {
      cut: () => dealings.wire.cut(),
      reachableAgain() {
        surroundings.onReachable?.()
        if (phone.unsent !== null || phone.lastSaidNotNow) void caller.connect()
      },
      unlocked() {
        if (phone.lastSaidNotNow) void caller.connect()
      },
    }),
    identity: phone.identity,
    spkiDer: publicKeyOf(phone.privateKeyPem),
    pushToken: Buffer.from(phone.pushToken).toString('hex'),
    get pushMagic() {
      return phone.pushMagic
    },
    ledger: phone.ledger,
    installCertificate(der) {
      phone.certificate = der
    },
    async enrol(settings) {
      await introduce(dealings, settings)
      await tellToken(dealings)
    },
    authenticate: (settings) => introduce(dealings, settings),
    updateToken: (unlockToken) => tellToken(dealings, unlockToken),
    checkOut: () => sayGoodbye(dealings),
    connect: caller.connect,
    ring(magic = phone.pushMagic) {
      if (!snapshot(phone, contact).reachable) return false
      if (magic === phone.pushMagic) void caller.connect()
      return true
    },
    changeUnlockToken() {
      phone.unlockToken = makeUnlockToken()
      phone.unlockTokenTold = false
      note(phone, { what: 'unlock-token-changed' }, dealings.now())
    },
    unlockToken: () => phone.unlockToken,
    setLostMode(on) {
      phone.lostMode = on
      dealings.changed()
    },
    notNow(times) {
      behaviour.notNowTimes = times
    },
    answerSlowly(wait) {
      behaviour.wait = wait
    },
    loseNextReply(times = 1) {
      behaviour.lostReplies += times
    },
    loseNextReport(...fates) {
      behaviour.lostReports.push(...fates)
    },
    failNext(chain) {
      behaviour.failures.push(chain)
    },
    fallSilent() {
      behaviour.silent = true
    },
    async speak() {
      behaviour.silent = false
      const held = contact.held
      contact.held = null
      if (held !== null) phone.unsent = answer(dealings, held)
      dealings.changed()
      return caller.connect()
    },
    see: () => snapshot(phone, contact),
    onChange(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    save: () => save(phone),
    async close() {
      listeners.clear()
      await caller.close()
    },
  }
}

type Caller = { readonly connect: () => Promise<Connected>; readonly close: () => Promise<void> }

/** One connection at a time, and the calls that the device makes by itself. */
function makeCaller(dealings: Dealings, polling: NonNullable<Surroundings['polling']>): Caller {
  const longestPause = 60_000
  let running: Promise<Connected> | null = null
  let again = false
  let closed = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined

  async function run(): Promise<Connected> {
    let outcome: Connected
    do {
      again = false
      outcome = await talk(dealings)
    } while (again && outcome === 'done')
    later(outcome)
    return outcome
  }

  function later(outcome: Connected): void {
    clearTimeout(timer)
    failures = outcome === 'broken' || outcome === 'refused' ? failures + 1 : 0
    const { afterNotNow, afterFailure } = polling
    const pause = failures > 0 ? backOff(afterFailure, failures) : dealings.phone.lastSaidNotNow ? afterNotNow : null
    if (closed || pause === null || outcome === 'unreachable' || outcome === 'not-enrolled') return
    timer = setTimeout(() => void connect(), pause)
    timer.unref()
  }

  function backOff(pause: number | null, failures: number): number | null {
    return pause === null ? null : Math.min(pause * 2 ** (failures - 1), longestPause)
  }

  function connect(): Promise<Connected> {
    if (closed) return Promise.resolve('unreachable')
    if (running !== null) {
      again = true
      return running
    }
    running = run().finally(() => {
      running = null
    })
    return running
  }

  return {
    connect,
    async close() {
      closed = true
      clearTimeout(timer)
      dealings.wire.cut()
      await running
    },
  }
}

export { EnrolmentError }
