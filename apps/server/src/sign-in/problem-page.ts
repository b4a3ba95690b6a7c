import type { EvidenceFailure } from '@latchkey/domain'

/** What the portal's page /auth/problem tells, in words of its own. */
export type SignInProblem =
  /** Someone else signed in than the one who began. */
  | 'another-account'
  | 'too-late'
  /** Begun in another browser, or the cookie is gone. */
  | 'another-browser'
  /** Not made just now, used already, or not for this browser's state: begin again. */
  | 'try-again'
  /** The provider said that the person must do something there first. */
  | 'login-required'
  | 'interaction-required'
  | 'access-denied'
  | 'provider-unavailable'
  /** Anything else that the provider answered, or answered wrongly. */
  | 'provider-error'
  | 'not-strong-enough'
  /** The provider does not tell when the person signed in: it can't confirm. */
  | 'no-auth-time'

/** Path of the page that tells a problem, with the reference that support can look up. */
export function problemPage(code: SignInProblem, reference: string): string {
  return `/auth/problem?${new URLSearchParams({ code, reference }).toString()}`
}

export const problemOfEvidence: Readonly<Record<EvidenceFailure, SignInProblem>> = {
  'another-account': 'another-account',
  'no-auth-time': 'no-auth-time',
  'auth-time-not-an-integer': 'no-auth-time',
  'auth-time-not-newer': 'try-again',
  'auth-time-before-sign-out': 'try-again',
  'auth-time-in-the-future': 'try-again',
  'strength-unset': 'not-strong-enough',
  'not-strong-enough': 'not-strong-enough',
  'too-late': 'too-late',
}
