import { isRefusal, refuse } from '@latchkey/domain'
import type {
  Act,
  ConfirmableAct,
  Confirmation,
  Device,
  Effect,
  Language,
  LiveSession,
  Person,
  Refusal,
  Stores,
} from '@latchkey/domain'
import { inOneCommit } from '../acts/commit.ts'
import { readinessInHouse } from '../acts/house-rules.ts'
import { newId } from '../acts/random.ts'
import { keepSignIn, prepareSignIn } from './begin.ts'
import type { CookieChange } from './cookies.ts'
import type { SignInParts } from './parts.ts'
import type { RelyingParty } from './relying-party.ts'
import { hashOf, newToken } from './tokens.ts'

/** Seconds that the browser keeps the intent's cookie: sign-in, dialog, and time to read that it was too late. */
const cookieLife = 900

export type Asked = { readonly location: string; readonly cookies: readonly CookieChange[] }

/** Who asks, and from which browser. */
type Asker = {
  readonly person: Person
  readonly borrowed: boolean
  /** `auth_time` of the session that ends, or that ended; the new sign-in must be newer. */
  readonly authTime: number | null
  /** The session to end, if one lives. */
  readonly sessionHash: Uint8Array | null
}

export type Browser = { readonly signInToken: string | null; readonly language: Language | null }

/**
 * Signs the person out and keeps the intent: one person, one device, one act. The answer leads to the provider.
 * Refused before anything ends where a reset can't work. Throws `SignInUnavailableError`, with the session untouched.
 */
export async function askConfirmation(
  parts: SignInParts,
  provider: RelyingParty,
  asked: { readonly session: LiveSession; readonly deviceId: string; readonly act: ConfirmableAct },
  browser: Browser,
): Promise<Asked | Refusal> {
  const { person, borrowed, authTime, idHash } = asked.session
  return openIntent(parts, provider, { person, borrowed, authTime, sessionHash: idHash }, asked, browser, null)
}

/**
 * *Start again*: a new intent for the person and device of one that came to nothing, known by this browser's cookie.
 * Its clock starts at this press, and it takes a whole new sign-in. A session that lives here ends.
 */
export async function askConfirmationAgain(
  parts: SignInParts,
  provider: RelyingParty,
  cookie: string,
  session: LiveSession | null,
  browser: Browser,
): Promise<Asked | Refusal> {
  const found = await parts.database.transaction(async ({ confirmations, people }) => {
    const intent = await confirmations.byCookie(hashOf(cookie))
    const person = intent === null ? null : await people.byId(intent.personId)
    return intent === null || person === null ? null : { intent, person }
  })
  if (found === null || !mayStartAgain(found.intent)) return refuse('not-found')
  const { intent, person } = found
  const sameOne = session !== null && session.person.id === person.id
  const asker: Asker = {
    person,
    borrowed: session?.borrowed ?? true,
    authTime: newest(intent.endedSessionAuthTime, sameOne ? session.authTime : null),
    sessionHash: session?.idHash ?? null,
  }
  return openIntent(parts, provider, asker, intent, browser, intent)
}

async function openIntent(
  parts: SignInParts,
  provider: RelyingParty,
  asker: Asker,
  wanted: { readonly deviceId: string; readonly act: ConfirmableAct },
  browser: Browser,
  replaced: Confirmation | null,
): Promise<Asked | Refusal> {
  const { database } = parts
  // Judged before the provider is asked, and again under the row's lock.
  const early = await database.transaction((stores) => judge(parts, stores, asker, wanted, false))
  if (isRefusal(early)) return early
  const id = newId()
  const cookie = newToken()
  const confirming = { intentId: id, email: asker.person.email }
  const language = asker.person.language ?? browser.language
  const from = { signInToken: browser.signInToken, borrowed: asker.borrowed }
  const beginning = await prepareSignIn(provider, from, confirming, language)
  return inOneCommit(database, async (stores) => {
    const account = await judge(parts, stores, asker, wanted, true)
    if (isRefusal(account)) return account
    if (replaced !== null && replaced.state === 'asked')
      await stores.confirmations.fail(replaced.id, 'cancelled', 'started again')
    const { deviceId, act } = wanted
    const personId = asker.person.id
    await stores.confirmations.ask({
      id,
      personId,
      ...account,
      deviceId,
      act,
      endedSessionAuthTime: asker.authTime,
      cookieHash: hashOf(cookie),
      language,
    })
    // Two intents asked at once by one session: the second finds it ended, and one sign-in can't confirm both.
    if (asker.sessionHash !== null && !(await stores.sessions.end(asker.sessionHash, 'confirmation'))) {
      return refuse('signed-out')
    }
    await keepSignIn(stores, beginning, {
      returnTo: `/devices/${deviceId}`,
      borrowed: asker.borrowed,
      confirmationId: id,
    })
    await stores.commit(effectsOf(personId, deviceId, act, id))
    const cookies: CookieChange[] = [
      { name: 'session', value: '', maxAge: 0 },
      { name: 'confirmation', value: cookie, maxAge: cookieLife },
      beginning.cookie,
    ]
    return { location: beginning.location, cookies }
  })
}

/** The account that must sign in again, or why the intent is refused. */
async function judge(
  parts: SignInParts,
  stores: Stores,
  asker: Asker,
  { deviceId, act }: { readonly deviceId: string; readonly act: ConfirmableAct },
  lock: boolean,
): Promise<{ readonly issuer: string; readonly subject: string } | Refusal> {
  const { id, issuer, subject, disabledAt } = asker.person
  const device = await stores.devices.heldByWithId(id, deviceId, { lock })
  if (device === null || disabledAt !== null) return refuse('not-found')
  const refused =
    act === 'show-passcode' ? await judgeShow(stores, deviceId) : await judgeAct(parts, stores, device, act)
  if (refused !== null) return refused
  if (issuer === null || subject === null || issuer !== parts.provider.issuer)
    return refuse('off-by-policy', { why: 'another-provider' })
  return asker.authTime === null ? refuse('off-by-policy', { why: 'no-auth-time' }) : { issuer, subject }
}

async function judgeAct(parts: SignInParts, stores: Stores, device: Device, act: Act): Promise<Refusal | null> {
  if (act !== 'reset-passcode') return refuse('not-yet', { what: act })
  const policy = await stores.policy.cell(act, device.ownership)
  const readiness = readinessInHouse(device, policy, parts.house, await stores.now())
  return readiness.verdict === 'no' ? refuse('not-ready', { obstacle: readiness.obstacle }) : null
}

/** Another look at a temporary passcode needs one that is still kept. */
async function judgeShow(stores: Stores, deviceId: string): Promise<Refusal | null> {
  return (await stores.passcodes.inForce(deviceId)) === null ? refuse('secret-gone') : null
}

function mayStartAgain({ state }: Confirmation): boolean {
  return state === 'asked' || state === 'expired' || state === 'failed' || state === 'cancelled'
}

function newest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b)
}

function effectsOf(personId: string, deviceId: string, act: ConfirmableAct, confirmation: string): readonly Effect[] {
  return [
    {
      type: 'audited',
      event: {
        actor: { kind: 'person', personId },
        what: 'confirmation-asked',
        subjectPersonId: personId,
        deviceId,
        requestId: null,
        detail: { act, confirmation },
      },
    },
    { type: 'announced', personId, topic: 'session', id: personId },
  ]
}
