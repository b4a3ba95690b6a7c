import type { SetUpStore } from '../stores.ts'
import { hashOf, newToken } from './tokens.ts'

/** How long a link is good, in seconds. */
export const setUpLinkLife = 30 * 60

/** There is no such account, or it is disabled. */
export class UnknownAccountError extends Error {
  readonly code = 'unknown-account'

  constructor() {
    super('there is no such account, or it is disabled')
  }
}

/**
 * A one-time link by which the person of an account chooses everything it signs in with; any earlier one dies. `path`
 * is below the portal's origin, and a secret: whoever has it has the account. Throws `UnknownAccountError`.
 */
export async function createSetUpLink(
  { setUps }: { readonly setUps: SetUpStore },
  subject: string,
): Promise<{ readonly path: string; readonly expiresAt: Date }> {
  const token = newToken()
  const made = await setUps.open(subject, hashOf(token), setUpLinkLife)
  if (made === null) throw new UnknownAccountError()
  return { path: `/idp/set-up/${token}`, expiresAt: made.expiresAt }
}
