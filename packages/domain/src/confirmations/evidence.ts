import { clockSkew, signInWindow } from './confirmation.ts'

/** What the ended session and the intent say. Times: `signedOutAt` on the database's clock, `auth_time` in seconds. */
export type Intent = {
  readonly issuer: string
  readonly subject: string
  readonly signedOutAt: Date
  readonly endedSessionAuthTime: number | null
}

/** Claims of the new ID token, already verified as a token (state, iss, PKCE, signature, aud, nonce). */
export type FreshClaims = {
  readonly issuer: string
  readonly subject: string
  readonly authTime: unknown
  readonly acr: unknown
  readonly amr: unknown
}

/** What the administrator chose as a strong sign-in at this provider; `unset` turns guarded acts off. */
export type Strength =
  | { readonly kind: 'unset' }
  | { readonly kind: 'one-factor' }
  | { readonly kind: 'acr'; readonly accepted: readonly string[] }
  | { readonly kind: 'amr'; readonly required: readonly string[] }

export type EvidenceFailure =
  | 'another-account'
  | 'no-auth-time'
  | 'auth-time-not-an-integer'
  | 'auth-time-not-newer'
  | 'auth-time-before-sign-out'
  | 'auth-time-in-the-future'
  | 'strength-unset'
  | 'not-strong-enough'
  | 'too-late'

/**
 * Judges whether a sign-in is fresh enough to confirm an act; null when it is, else the first thing wrong.
 * Libraries accept times in the future, in milliseconds and up to 30 s before the press, so every rule stands here.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#IDToken
 */
export function judgeFreshSignIn(
  intent: Intent,
  claims: FreshClaims,
  strength: Strength,
  now: Date,
): EvidenceFailure | null {
  if (claims.issuer !== intent.issuer || claims.subject !== intent.subject) return 'another-account'
  const authTime = claims.authTime
  if (authTime === undefined || authTime === null || intent.endedSessionAuthTime === null) return 'no-auth-time'
  if (typeof authTime !== 'number' || !Number.isSafeInteger(authTime) || authTime <= 0)
    return 'auth-time-not-an-integer'
  if (authTime <= intent.endedSessionAuthTime) return 'auth-time-not-newer'
  if (authTime * 1000 < intent.signedOutAt.getTime() - clockSkew) return 'auth-time-before-sign-out'
  if (authTime * 1000 > now.getTime() + clockSkew) return 'auth-time-in-the-future'
  const weak = judgeStrength(claims, strength)
  if (weak !== null) return weak
  return now.getTime() > intent.signedOutAt.getTime() + signInWindow ? 'too-late' : null
}

function judgeStrength(claims: FreshClaims, strength: Strength): EvidenceFailure | null {
  switch (strength.kind) {
    case 'unset':
      return 'strength-unset'
    case 'one-factor':
      return null
    case 'acr':
      return typeof claims.acr === 'string' && strength.accepted.includes(claims.acr) ? null : 'not-strong-enough'
    case 'amr': {
      const amr = Array.isArray(claims.amr) ? claims.amr : []
      return strength.required.length > 0 && strength.required.every((method) => amr.includes(method))
        ? null
        : 'not-strong-enough'
    }
  }
}
