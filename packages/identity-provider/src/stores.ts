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
