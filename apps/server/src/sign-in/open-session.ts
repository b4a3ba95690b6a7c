import type { Confirmation, PendingSignIn, Person, Stores } from '@latchkey/domain'
import { plainAcr, plainAmr, plausibleAuthTime } from './claims.ts'
import { forget } from './cookies.ts'
import type { CookieChange } from './cookies.ts'
import type { Landing, Redeemed, Visitor } from './landing.ts'
import type { SignInParts } from './parts.ts'
import { personDid } from './records.ts'
import { safeReturnTo } from './return-to.ts'
import { hashOf, newToken } from './tokens.ts'

/** Seconds that a session's cookie stays in a browser of one's own: no longer than the session may. */
const sessionLife = 8 * 60 * 60

/**
 * A new session under a new name, ending the one this browser had (fixation). It carries the intent that its sign-in
 * confirmed, if any; a borrowed browser forgets it when it closes.
 */
export async function openSession(
  parts: SignInParts,
  stores: Stores,
  person: Person,
  { claims, idToken }: Redeemed,
  pending: PendingSignIn,
  visitor: Visitor,
  confirmed: Confirmation | null,
): Promise<Landing> {
  const token = newToken()
  const idHash = hashOf(token)
  if (visitor.session !== null) await stores.sessions.end(visitor.session.idHash, 'signed-out')
  await stores.sessions.start({
    idHash,
    personId: person.id,
    borrowed: pending.borrowed,
    authTime: plausibleAuthTime(claims.authTime, await stores.now()),
    acr: plainAcr(claims.acr),
    amr: plainAmr(claims.amr),
    confirmationId: confirmed?.id ?? null,
    sealedIdToken:
      idToken === null ? null : parts.keyring.seal('session', idTokenContext(idHash), Buffer.from(idToken)),
  })
  if (confirmed !== null) await stores.confirmations.verify(confirmed.id, idHash)
  await stores.commit([
    personDid(person, 'signed-in', null, {
      issuer: claims.issuer,
      acr: plainAcr(claims.acr),
      borrowed: pending.borrowed,
    }),
    { type: 'announced', personId: person.id, topic: 'session', id: person.id },
  ])
  const session: CookieChange = { name: 'session', value: token, maxAge: pending.borrowed ? null : sessionLife }
  return { location: safeReturnTo(pending.returnTo), cookies: [session, forget('signIn')] }
}

/** What a sealed ID token is bound to: its own session's row. */
export function idTokenContext(idHash: Uint8Array): string {
  return `session|id_token|${Buffer.from(idHash).toString('hex')}`
}
