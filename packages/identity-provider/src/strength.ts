/** `acr` of a sign-in that proves one factor, or two of which one is not ripe yet. */
export const passwordOnly = 'urn:latchkey:acr:password'
/** `acr` of a password and a second factor, both old enough to confirm an act, or the account's first ones. */
export const twoFactors = 'urn:latchkey:acr:two-factors'

/** How a sign-in was made. */
export type Evidence = { readonly acr: string; readonly amr: readonly string[] }

export const byPassword: Evidence = { acr: passwordOnly, amr: ['pwd'] }

/**
 * A password with a code of the authenticator (`otp`) or a recovery code. For a code on paper no method is registered;
 * `mfa` says what it makes of the password, and tells it from the authenticator.
 * @see https://www.rfc-editor.org/rfc/rfc8176#section-2
 */
export function byTwoFactors(way: 'code' | 'recovery', ripe: boolean): Evidence {
  return { acr: ripe ? twoFactors : passwordOnly, amr: ['pwd', way === 'code' ? 'otp' : 'mfa'] }
}
