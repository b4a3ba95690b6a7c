import type { LiveSession } from '@latchkey/domain'
import type { CookieChange } from './cookies.ts'
import type { SignedInClaims } from './claims.ts'

/** Where a browser lands after its sign-in, and what it takes along. */
export type Landing = { readonly location: string; readonly cookies: readonly CookieChange[] }

/** What the browser brings to the callback. */
export type Visitor = {
  readonly session: LiveSession | null
  readonly signInToken: string | null
  readonly confirmationToken: string | null
}

/** A redeemed sign-in; the ID token only where it is kept. */
export type Redeemed = { readonly claims: SignedInClaims; readonly idToken: string | null }
