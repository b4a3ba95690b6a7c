import { randomBytes, randomUUID } from 'node:crypto'
import type { Identity } from './identity.ts'
import type { LedgerEntry, LedgerEvent } from './ledger.ts'
import { type LockScreen, makeLockScreen } from './lock-screen.ts'
import type { SignatureStyle } from './mdm-signature.ts'
import type { Report } from './report.ts'
import { makeUnlockToken } from './unlock-token.ts'

/** Bits of AccessRights that this device looks at. */
export const rights = { lockAndPasscodeRemoval: 4, deviceInformation: 16, securityQuery: 1024 } as const

/** What an enrolment profile's com.apple.mdm payload says. */
export type EnrolmentSettings = {
  readonly serverUrl: string
  /** `serverUrl` when the profile has none. */
  readonly checkInUrl?: string
  /** `com.apple.mgmt.…`. */
  readonly topic: string
  readonly accessRights: number
  /** Whether every message carries Mdm-Signature. */
  readonly signMessage: boolean
  readonly checkOutWhenRemoved?: boolean
}

/** Everything that a device is, at one moment. */
export type Phone = {
  readonly identity: Identity
  readonly privateKeyPem: string
  /** The identity certificate, DER; null until somebody has issued it. */
  certificate: Uint8Array | null
  signatureStyle: SignatureStyle
  settings: EnrolmentSettings | null
  enrolled: boolean
  unlockToken: Uint8Array
  /** The server has answered 200 to a TokenUpdate that carried the present unlock token. */
  unlockTokenTold: boolean
  pushToken: Uint8Array
  pushMagic: string
  screen: LockScreen
  on: boolean
  network: boolean
  /** Has a mobile plan: reachable before the first unlock too. */
  readonly cellular: boolean
  readonly eraseAfterTenTries: boolean
  lostMode: boolean
  /** The last thing said of a command was NotNow: it will ask again by itself. */
  lastSaidNotNow: boolean
  /** An answer that the server has not taken yet; sent again, first of all, at the next connection. */
  unsent: Report | null
  readonly ledger: LedgerEntry[]
}

export type NewPhone = {
  readonly identity: Identity
  /** PKCS #8, PEM. */
  readonly privateKeyPem: string
  readonly certificate?: Uint8Array
  readonly passcode?: string | null
  readonly cellular?: boolean
  readonly eraseAfterTenTries?: boolean
  readonly signatureStyle?: SignatureStyle
}

export function makePhone(given: NewPhone): Phone {
  return {
    identity: given.identity,
    privateKeyPem: given.privateKeyPem,
    certificate: given.certificate ?? null,
    signatureStyle: given.signatureStyle ?? 'ber-sha1',
    settings: null,
    enrolled: false,
    unlockToken: makeUnlockToken(),
    unlockTokenTold: false,
    pushToken: new Uint8Array(randomBytes(32)),
    pushMagic: randomUUID().toUpperCase(),
    screen: makeLockScreen(given.passcode ?? null),
    on: true,
    network: true,
    cellular: given.cellular ?? false,
    eraseAfterTenTries: given.eraseAfterTenTries ?? false,
    lostMode: false,
    lastSaidNotNow: false,
    unsent: null,
    ledger: [],
  }
}

/** On, with a network that it can use now: known Wi-Fi networks are out of reach before the first unlock. */
export function isReachable(phone: Phone): boolean {
  return phone.on && phone.network && (phone.screen.unlockedSinceStart || phone.cellular)
}

export function note(phone: Phone, event: LedgerEvent, now: Date): void {
  phone.ledger.push({ ...event, at: now.toISOString() })
}
