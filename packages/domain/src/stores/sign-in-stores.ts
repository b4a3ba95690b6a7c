import type { Confirmation } from '../confirmations/confirmation.ts'
import type { Person } from '../people/person.ts'
import type { ConfirmableAct, Language } from '../words.ts'

export interface SessionStore {
  start(session: NewSession): Promise<void>
  /** A live session (not ended, not idle or old beyond its limits) with its person; null otherwise. Does not touch it. */
  live(idHash: Uint8Array): Promise<LiveSession | null>
  /** Moves the idle limit; at most one write a minute. */
  touch(idHash: Uint8Array): Promise<void>
  /** False when it had ended already. */
  end(idHash: Uint8Array, why: 'signed-out' | 'confirmation' | 'another-account' | 'expired'): Promise<boolean>
  /** The newest `auth_time` of any session that this person has had, ended ones too; null without one. */
  newestAuthTime(personId: string): Promise<number | null>
  /** Ends every session of this person; how many there were. */
  endAllOf(personId: string, why: 'disabled' | 'credentials-replaced'): Promise<number>
}
export type NewSession = {
  readonly idHash: Uint8Array
  readonly personId: string
  readonly borrowed: boolean
  /** Seconds; null when the provider gave none. */
  readonly authTime: number | null
  readonly acr: string | null
  readonly amr: readonly string[]
  readonly confirmationId: string | null
  /** Sealed ID token, for the provider's end-session; null when not kept. */
  readonly sealedIdToken: Uint8Array | null
}
export type LiveSession = {
  readonly idHash: Uint8Array
  readonly person: Person
  readonly borrowed: boolean
  readonly authTime: number | null
  readonly acr: string | null
  readonly amr: readonly string[]
  readonly confirmationId: string | null
  readonly sealedIdToken: Uint8Array | null
  readonly startedAt: Date
  /** The session ends then without a touch. */
  readonly idleUntil: Date
  readonly absoluteUntil: Date
}

/** A sign-in under way: between the redirect to the provider and its callback. Bound to the browser by a cookie. */
export interface SignInStore {
  begin(signIn: PendingSignIn): Promise<void>
  /** Takes it away (one use) when state and browser cookie both match and it is younger than 10 minutes. */
  take(stateHash: Uint8Array, browserHash: Uint8Array): Promise<PendingSignIn | null>
}
export type PendingSignIn = {
  readonly stateHash: Uint8Array
  readonly browserHash: Uint8Array
  readonly nonce: string
  readonly codeVerifier: string
  readonly returnTo: string
  readonly borrowed: boolean
  readonly confirmationId: string | null
}

export interface ConfirmationStore {
  ask(confirmation: {
    readonly id: string
    readonly personId: string
    readonly issuer: string
    readonly subject: string
    readonly deviceId: string
    readonly act: ConfirmableAct
    readonly endedSessionAuthTime: number | null
    readonly cookieHash: Uint8Array
    readonly language: Language | null
  }): Promise<Confirmation>
  /** Locked. */
  byId(id: string): Promise<Confirmation | null>
  /** The intent that this browser's cookie stands for. */
  byCookie(cookieHash: Uint8Array): Promise<Confirmation | null>
  verify(id: string, sessionHash: Uint8Array): Promise<void>
  fail(id: string, state: 'failed' | 'expired' | 'cancelled', failure: string): Promise<void>
}
