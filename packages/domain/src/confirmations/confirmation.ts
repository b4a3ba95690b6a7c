import type { ConfirmableAct, Language } from '../words.ts'

/**
 * One intent, confirmed by a fresh sign-in: one person, one device, one act, used once.
 *
 * asked (signed out, clock runs) → verified (fresh sign-in judged good) → consumed (a request was made of it)
 *                                ↘ failed | expired | cancelled
 */
export type Confirmation = {
  readonly id: string
  readonly personId: string
  readonly issuer: string
  readonly subject: string
  readonly deviceId: string
  readonly act: ConfirmableAct
  readonly state: 'asked' | 'verified' | 'consumed' | 'failed' | 'expired' | 'cancelled'
  /** The press of *Sign out*, on the database's clock. */
  readonly signedOutAt: Date
  /** `auth_time` of the session that ended, in seconds; null when the provider gave none. */
  readonly endedSessionAuthTime: number | null
  readonly language: Language | null
  readonly verifiedAt: Date | null
  /** SHA-256 of the session that may use it. */
  readonly sessionHash: Uint8Array | null
  readonly failure: string | null
}

/** The sign-in must be complete this long after *Sign out*, in milliseconds. */
export const signInWindow = 300_000
/** The confirm dialog stays open this long after the accepted callback, in milliseconds. */
export const confirmWindow = 300_000
/** What a provider's clock may differ from ours, in milliseconds; never added to the windows. */
export const clockSkew = 30_000
