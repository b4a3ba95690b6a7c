import { judgeFreshSignIn } from '@latchkey/domain'
import type { Confirmation, PendingSignIn, Stores } from '@latchkey/domain'
import { newId, newReference } from '../acts/random.ts'
import { forget } from './cookies.ts'
import type { Landing, Redeemed, Visitor } from './landing.ts'
import { openSession } from './open-session.ts'
import type { SignInParts } from './parts.ts'
import { problemOfEvidence, problemPage } from './problem-page.ts'
import type { SignInProblem } from './problem-page.ts'
import { personDid, refusedSignIn } from './records.ts'
import { hashOf } from './tokens.ts'

/**
 * A redeemed sign-in meets the intent it was made for, whose row is locked. Good: a session that carries the intent.
 * Too late: they did sign in, so an ordinary session, and the page that says so. Anything else: no session at all.
 */
export async function confirmWith(
  parts: SignInParts,
  stores: Stores,
  intent: Confirmation,
  redeemed: Redeemed,
  pending: PendingSignIn,
  visitor: Visitor,
): Promise<Landing> {
  if (intent.state !== 'asked') return fail(stores, intent, 'try-again', `intent is ${intent.state}`)
  const mine =
    visitor.confirmationToken === null ? null : await stores.confirmations.byCookie(hashOf(visitor.confirmationToken))
  if (mine?.id !== intent.id) return fail(stores, intent, 'another-browser', 'intent of another browser')
  const now = await stores.now()
  const used = await stores.sessions.newestAuthTime(intent.personId)
  const since = { ...intent, endedSessionAuthTime: newer(intent.endedSessionAuthTime, used) }
  const failure = judgeFreshSignIn(since, redeemed.claims, parts.house.strength, now)
  if (failure === 'another-account') return anotherAccount(stores, intent, visitor)
  if (failure !== null && failure !== 'too-late') return fail(stores, intent, problemOfEvidence[failure], failure)
  const person = await stores.people.byId(intent.personId)
  if (person === null || person.disabledAt !== null) return fail(stores, intent, 'access-denied', 'person disabled')
  if (failure === 'too-late') {
    await stores.confirmations.fail(intent.id, 'expired', failure)
    const reference = newReference()
    await stores.commit([
      personDid(person, 'confirmation-refused', intent.deviceId, {
        reason: failure,
        reference,
        confirmation: intent.id,
      }),
    ])
    const landing = await openSession(parts, stores, person, redeemed, pending, visitor, null)
    return { ...landing, location: `/devices/${intent.deviceId}?reset=expired` }
  }
  await stores.commit([
    personDid(person, 'confirmation-verified', intent.deviceId, { act: intent.act, confirmation: intent.id }),
  ])
  const landing = await openSession(parts, stores, person, redeemed, pending, visitor, intent)
  return { ...landing, location: `/devices/${intent.deviceId}?reset=confirm` }
}

/** A sign-in that has opened a session already is used up: a provider may answer a second intent with it, silently. */
function newer(ended: number | null, used: number | null): number | null {
  return ended === null || used === null ? ended : Math.max(ended, used)
}

async function fail(stores: Stores, intent: Confirmation, problem: SignInProblem, reason: string): Promise<Landing> {
  const reference = newReference()
  if (intent.state === 'asked') await stores.confirmations.fail(intent.id, 'failed', reason)
  await stores.commit([refusedSignIn(intent, reason, reference, intent.issuer)])
  return { location: problemPage(problem, reference), cookies: [forget('signIn')] }
}

/** Nothing of the holder's is shown, whoever came gets no session, this browser's ends, and the holder is told. */
async function anotherAccount(stores: Stores, intent: Confirmation, visitor: Visitor): Promise<Landing> {
  if (visitor.session !== null) await stores.sessions.end(visitor.session.idHash, 'another-account')
  const landing = await fail(stores, intent, 'another-account', 'another-account')
  const { personId, deviceId } = intent
  await stores.commit([
    {
      type: 'notified',
      notification: { id: newId(), personId, deviceId, requestId: null, kind: 'sign-in-by-another-account' },
    },
    { type: 'notice', personId, notice: 'sign-in-refused', requestId: null },
    { type: 'announced', personId, topic: 'notifications', id: personId },
    { type: 'announced', personId: visitor.session?.person.id ?? personId, topic: 'session', id: personId },
  ])
  return { ...landing, cookies: [...landing.cookies, forget('session')] }
}
