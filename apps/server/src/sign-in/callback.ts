import { signInWindow } from '@latchkey/domain'
import type { Confirmation, PendingSignIn, Stores } from '@latchkey/domain'
import { inOneCommit } from '../acts/commit.ts'
import { newReference } from '../acts/random.ts'
import { confirmWith } from './confirm.ts'
import type { Landing, Visitor } from './landing.ts'
import { openSession } from './open-session.ts'
import type { SignInParts } from './parts.ts'
import { personOf } from './people.ts'
import { problemPage } from './problem-page.ts'
import type { SignInProblem } from './problem-page.ts'
import { ProviderFailure } from './provider-failure.ts'
import { refusedSignIn } from './records.ts'
import type { RelyingParty } from './relying-party.ts'
import { hashOf, isToken } from './tokens.ts'

/** Longest query of a callback that is looked at, in characters. */
const longestQuery = 8_192

/**
 * The provider sends the browser back. In the order of the house's "Evidence of a fresh sign-in": the state is taken
 * once, with this browser's cookie; the code is redeemed; then, for an intent, its evidence is judged. What fails ends
 * the intent that the state belonged to. A state that is not known here touches nothing: it may be anybody's.
 */
export async function finishSignIn(
  parts: SignInParts,
  provider: RelyingParty,
  rawQuery: string,
  visitor: Visitor,
): Promise<Landing> {
  const query = new URLSearchParams(rawQuery.length > longestQuery ? '' : rawQuery)
  const states = query.getAll('state')
  const [state] = states
  if (visitor.signInToken === null) return strangersCallback(parts, visitor, 'another-browser', 'no cookie')
  if (states.length !== 1 || !isToken(state)) return strangersCallback(parts, visitor, 'try-again', 'no state')
  const { signInToken } = visitor
  const pending = await parts.database.transaction(({ signIns }) => signIns.take(hashOf(state), hashOf(signInToken)))
  if (pending === null) return strangersCallback(parts, visitor, 'try-again', 'state unknown')
  try {
    const secrets = { state, nonce: pending.nonce, codeVerifier: pending.codeVerifier }
    const { claims, idToken } = await provider.redeem(query, secrets)
    const keepIdToken = pending.borrowed && (await provider.wantsIdToken())
    const redeemed = { claims, idToken: keepIdToken ? idToken : null }
    return await inOneCommit(parts.database, async (stores) => {
      const intent = await intentOf(stores, pending)
      if (intent !== null) return confirmWith(parts, stores, intent, redeemed, pending, visitor)
      const person = await personOf(parts, stores, claims)
      if (person.disabledAt !== null) return refused(stores, null, 'access-denied', 'person disabled', null)
      return openSession(parts, stores, person, redeemed, pending, visitor, null)
    })
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error
    const cause = error.cause instanceof Error ? error.cause.message : null
    parts.log.info({ reason: error.reason, cause }, 'a sign-in was refused')
    return inOneCommit(parts.database, async (stores) =>
      refused(stores, await intentOf(stores, pending), error.problem, error.reason, parts.provider.issuer),
    )
  }
}

async function intentOf(stores: Stores, pending: PendingSignIn): Promise<Confirmation | null> {
  return pending.confirmationId === null ? null : stores.confirmations.byId(pending.confirmationId)
}

async function refused(
  stores: Stores,
  intent: Confirmation | null,
  problem: SignInProblem,
  reason: string,
  issuer: string | null,
): Promise<Landing> {
  const reference = newReference()
  if (intent?.state === 'asked') await stores.confirmations.fail(intent.id, 'failed', reason)
  await stores.commit([refusedSignIn(intent, reason, reference, issuer)])
  return { location: problemPage(problem, reference), cookies: [] }
}

/** A callback that belongs to no sign-in of this browser: a page reloaded, a link from elsewhere, or a forgery. */
async function strangersCallback(
  parts: SignInParts,
  visitor: Visitor,
  problem: SignInProblem,
  reason: string,
): Promise<Landing> {
  // Reloading the last step of a sign-in that went well is no error.
  if (visitor.session !== null) return { location: '/devices', cookies: [] }
  return inOneCommit(parts.database, async (stores) => {
    const late = await lateIntent(stores, visitor)
    if (late === null) {
      // Anybody can make these by the thousand: said in the log, by its reference, and not in the audit.
      const reference = newReference()
      parts.log.info({ reason, reference }, 'a callback that belongs to no sign-in here')
      return { location: problemPage(problem, reference), cookies: [] }
    }
    // Whoever sent it: this browser's intent is over in any case, and its person is told why nothing happens.
    await stores.confirmations.fail(late.id, 'expired', 'too-late')
    return refused(stores, { ...late, state: 'expired' }, 'too-late', 'too-late', null)
  })
}

/** This browser's intent, when its time to sign in has passed. */
async function lateIntent(stores: Stores, { confirmationToken }: Visitor): Promise<Confirmation | null> {
  if (confirmationToken === null) return null
  const intent = await stores.confirmations.byCookie(hashOf(confirmationToken))
  if (intent === null || intent.state !== 'asked') return null
  return (await stores.now()).getTime() > intent.signedOutAt.getTime() + signInWindow ? intent : null
}
