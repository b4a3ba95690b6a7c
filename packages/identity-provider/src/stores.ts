/*
 * What the embedded provider needs of a database. Times are the database's: no store takes `now`.
 */

/** A local account. The subject is what the portal knows it by; the e-mail is typed at sign-in. */
export type Account = {
  readonly subject: string
  /** Trimmed and in lower case. */
  readonly email: string
  readonly name: string
  /** null until a password has been set. */
  readonly passwordHash: string | null
  readonly disabledAt: Date | null
}

export interface AccountStore {
  /** `email` trimmed and in lower case. */
  byEmail(email: string): Promise<Account | null>
  bySubject(subject: string): Promise<Account | null>
  add(account: Omit<Account, 'disabledAt'>): Promise<Account>
  setPasswordHash(subject: string, passwordHash: string): Promise<void>
}

/** A record of the OpenID library: a session, an interaction, a code. The payload is its own business. */
export type ProviderPayload = Readonly<Record<string, unknown>>

/** Records by kind (`Session`, `Interaction`, …) and id; one that has expired is not found. */
export interface ProviderRecordStore {
  /** `expiresIn` in seconds; null: does not expire. */
  upsert(kind: string, id: string, payload: ProviderPayload, expiresIn: number | null): Promise<void>
  find(kind: string, id: string): Promise<ProviderPayload | null>
  findByUid(kind: string, uid: string): Promise<ProviderPayload | null>
  findByUserCode(kind: string, userCode: string): Promise<ProviderPayload | null>
  /** Sets `consumed` in the payload to the time in seconds. */
  consume(kind: string, id: string): Promise<void>
  destroy(kind: string, id: string): Promise<void>
  /** Every record of that kind that belongs to the grant. */
  revokeByGrantId(kind: string, grantId: string): Promise<void>
}

/** Counts tries at a password, across processes. */
export interface AttemptStore {
  /**
   * Takes one try before its password is looked at, atomically. Answers 0 when it may go on: the try is counted, and
   * the next is free after `delays[tries so far]` seconds (past the end: the last). Otherwise the seconds to wait,
   * and nothing is counted, so that knocking on does not prolong the wait. A key untouched for an hour starts anew.
   */
  take(key: string, delays: readonly number[]): Promise<number>
  /** Takes the try back, with the wait that it began: the password was right. */
  giveBack(key: string): Promise<void>
  /** Forgets all tries at the key. */
  clear(key: string): Promise<void>
}

/** Whether what was used is old enough to confirm an act: it and the password stand for 24 h, or are the first ones. */
export type UsedFactor = { readonly ripe: boolean }

/** What accounts prove beside their passwords. */
export interface SecondFactorStore {
  /** The account's authenticator; null when it has none. */
  authenticatorOf(subject: string): Promise<{ readonly sealedSecret: Uint8Array } | null>
  /** Uses a time step up, atomically, with all before it; null when it was used up already. */
  useStep(subject: string, step: number): Promise<UsedFactor | null>
  /** Uses a recovery code up, atomically; null when it is unknown or used. `left` are still good. */
  useRecoveryCode(subject: string, fingerprint: Uint8Array): Promise<(UsedFactor & { readonly left: number }) | null>
  /** Gives the account new codes; the old ones are dead, the new ones unripe for 24 h. */
  replaceRecoveryCodes(subject: string, fingerprints: readonly Uint8Array[]): Promise<void>
}

/** All that an account signs in with, as its set-up ends. */
export type NewCredentials = {
  readonly passwordHash: string
  readonly sealedSecret: Uint8Array
  /** The step of the code that confirmed the authenticator: used up. */
  readonly step: number
  readonly recoveryCodes: readonly Uint8Array[]
}

export type SetUpLink = {
  readonly account: Account
  /** `over`: its time has passed, or the account is disabled. */
  readonly state: 'open' | 'used' | 'over'
  /** What has been chosen on the way, until it is saved or the link is over. */
  readonly sealedDraft: Uint8Array | null
}

/** One-time links to set an account up, by the hash of their token. */
export interface SetUpStore {
  /** Makes a link, in place of any other still open; null when the account is unknown or disabled. */
  open(subject: string, tokenHash: Uint8Array, lifeSeconds: number): Promise<{ readonly expiresAt: Date } | null>
  find(tokenHash: Uint8Array): Promise<SetUpLink | null>
  /** False when the link is not open any more. */
  keepDraft(tokenHash: Uint8Array, sealedDraft: Uint8Array): Promise<boolean>
  /**
   * Uses the link up and replaces all credentials, in one transaction; null when it is not open. An account's `first`
   * ones are ripe at once, later ones after 24 h.
   */
  complete(tokenHash: Uint8Array, credentials: NewCredentials): Promise<{ readonly first: boolean } | null>
}
