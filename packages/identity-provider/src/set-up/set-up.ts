import { randomBytes } from 'node:crypto'
import { inGroups, base32 } from '../accounts/base32.ts'
import { BusyError } from '../accounts/lanes.ts'
import { hashPassword } from '../accounts/password.ts'
import { weaknessOf } from '../accounts/password-rules.ts'
import { fingerprintOf, newSheet } from '../accounts/recovery-codes.ts'
import { authenticatorContext } from '../accounts/sealing.ts'
import { matchingStep, otpAddress, secretLength } from '../accounts/totp.ts'
import type { Frames, Visit } from '../frames.ts'
import { FormError, readForm } from '../http/form.ts'
import { sendOn, sendPage } from '../http/respond.ts'
import { isSameOrigin } from '../http/same-origin.ts'
import { isLanguage, keepLanguage } from '../language.ts'
import type { Html } from '../pages/html.ts'
import type { PageFrame } from '../pages/layout.ts'
import { authenticatorStepPage, codesStepPage, passwordStepPage, setUpDonePage } from '../pages/set-up-pages.ts'
import type { IdentityProviderParts } from '../parts.ts'
import type { Account, SetUpLink } from '../stores.ts'
import { catalogues } from '../texts/texts.ts'
import type { Texts } from '../texts/words.ts'
import { setUpBrowser } from './browser.ts'
import type { SetUpBrowser } from './browser.ts'
import { openDraft, sealDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { hashOf, isToken } from './tokens.ts'

/** A link that is open, in a browser; `draft` is what this browser has chosen, null where it has chosen nothing. */
type Open = {
  readonly visit: Visit
  readonly tokenHash: Uint8Array
  readonly account: Account
  readonly browser: SetUpBrowser
  readonly draft: Draft | null
  readonly frame: PageFrame
  readonly texts: Texts
}
type StepName = 'password' | 'authenticator' | 'kept'

// The token stands in the path: the pages' address is told to nobody, not even to our own next page.
const headers = { 'referrer-policy': 'strict-origin', 'x-robots-tag': 'noindex' }

/**
 * The pages behind a one-time link: password, authenticator, recovery codes. Nothing of the account changes before the
 * last step is confirmed; a page opened again shows where this browser stands, and `?step=` one before.
 */
export function setUpPages(parts: IdentityProviderParts, frames: Frames, mount: string) {
  const { setUps, sealing, clock } = parts
  const { origin } = new URL(parts.issuer)
  const donePath = `${mount}/set-up/done`

  return { show, submit }

  async function show(visit: Visit, token: string): Promise<void> {
    const chosen = visit.url.searchParams.get('language')
    if (isLanguage(chosen)) visit.res.setHeader('set-cookie', keepLanguage(chosen, origin))
    if (token === 'done') {
      const frame = { ...frames.of(visit, null), self: donePath }
      return sendPage(visit.res, 200, setUpDonePage(frame), headers)
    }
    const open = await opened(visit, token)
    if (open === null) return
    const wished = visit.url.searchParams.get('step')
    const reached = reachedBy(open.draft)
    const goesBack = wished === 'password' || (wished === 'authenticator' && reached === 'kept')
    answer(open, 200, goesBack ? wished : reached, null)
  }

  async function submit(visit: Visit, token: string): Promise<void> {
    if (!isSameOrigin(visit.req.headers, origin)) return frames.message(visit, 403, 'elsewhere')
    const open = await opened(visit, token)
    if (open === null) return
    let form
    try {
      form = await readForm(visit.req)
    } catch (error) {
      if (error instanceof FormError) return frames.message(visit, error.status, 'broken')
      throw error
    }
    const step = form.get('step')
    if (step === 'password') return choosePassword(open, form.get('password') ?? '', form.get('again') ?? '')
    const reached = reachedBy(open.draft)
    // A later step than this browser has reached: it was begun in another one, or the cookie is gone.
    if (reached === 'password' || open.draft === null)
      return answer(open, 409, 'password', open.texts.setUp.begunElsewhere)
    if (step === 'kept' && reached === 'kept') return finish(open, open.draft, form.get('kept') === 'yes')
    return confirmAuthenticator(open, open.draft, form.get('code') ?? '')
  }

  async function choosePassword(open: Open, password: string, again: string): Promise<void> {
    const { account, texts, draft } = open
    const refuse = (status: number, problem: string) => answer(open, status, 'password', problem)
    const { email, name } = account
    const weakness = weaknessOf(password, { email, name, organisation: parts.look().organisation.name })
    if (weakness !== null) return refuse(422, texts.setUp.weak[weakness])
    if (password !== again) return refuse(422, texts.setUp.notSame)
    let passwordHash
    try {
      passwordHash = await hashPassword(password)
    } catch (error) {
      if (error instanceof BusyError) return refuse(503, texts.busy)
      throw error
    }
    // Who went back to choose another password need not scan again.
    const { secret, step, codes } = draft ?? {
      secret: randomBytes(secretLength).toString('base64'),
      step: null,
      codes: [],
    }
    await keep(open, { browser: open.browser.hash, passwordHash, secret, step, codes })
  }

  async function confirmAuthenticator(open: Open, draft: Draft, code: string): Promise<void> {
    const step = matchingStep(Buffer.from(draft.secret, 'base64'), code, await clock())
    if (step === null) return answer(open, 422, 'authenticator', open.texts.setUp.codeWrong)
    const codes = draft.codes.length > 0 ? draft.codes : newSheet(randomBytes)
    await keep(open, { ...draft, step: Math.max(step, draft.step ?? 0), codes })
  }

  async function finish(open: Open, draft: Draft, kept: boolean): Promise<void> {
    const { visit, tokenHash, account, texts } = open
    if (!kept) return answer(open, 422, 'kept', texts.setUp.keptMissing)
    const { subject } = account
    const completed = await setUps.complete(tokenHash, {
      passwordHash: draft.passwordHash,
      sealedSecret: sealing.seal(authenticatorContext(subject), Buffer.from(draft.secret, 'base64')),
      step: draft.step ?? 0,
      recoveryCodes: draft.codes.map((code) => fingerprintOf(sealing, subject, code)),
    })
    if (completed === null) return frames.message(visit, 410, 'linkOver')
    try {
      await parts.told({ kind: completed.first ? 'credentials-set' : 'credentials-replaced', subject })
    } catch (error) {
      // It is saved: a page that says otherwise would send the person round in circles.
      parts.log.error({ err: error }, 'nobody could be told that an account was set up')
    }
    sendOn(visit.res, donePath, headers)
  }

  /** Keeps the draft and shows what is next, by GET: a page loaded anew posts nothing again. */
  async function keep({ visit, tokenHash, browser }: Open, draft: Draft): Promise<void> {
    const kept = await setUps.keepDraft(tokenHash, sealDraft(sealing, tokenHash, draft))
    if (!kept) return frames.message(visit, 410, 'linkOver')
    sendOn(visit.res, visit.url.pathname, { ...headers, 'set-cookie': browser.cookie })
  }

  /** Null once the answer is sent: the link is not open. */
  async function opened(visit: Visit, token: string): Promise<Open | null> {
    const tokenHash = hashOf(token)
    const link = isToken(token) ? await setUps.find(tokenHash) : null
    if (link?.state !== 'open') {
      frames.message(visit, 410, link?.state === 'used' ? 'linkUsed' : 'linkOver')
      return null
    }
    const browser = setUpBrowser(visit.req.headers.cookie, parts.issuer)
    const frame = { ...frames.of(visit, null), self: visit.url.pathname }
    const draft = draftOf(tokenHash, link, browser)
    return { visit, tokenHash, account: link.account, browser, draft, frame, texts: catalogues[frame.language] }
  }

  function draftOf(tokenHash: Uint8Array, { sealedDraft }: SetUpLink, browser: SetUpBrowser): Draft | null {
    const draft = sealedDraft === null ? null : openDraft(sealing, tokenHash, sealedDraft)
    return draft?.browser === browser.hash ? draft : null
  }

  function answer(open: Open, status: number, step: StepName, problem: string | null): void {
    sendPage(open.visit.res, status, pageOf(open, step, problem), headers)
  }
}

function pageOf({ visit, frame, account, draft }: Open, step: StepName, problem: string | null): Html {
  const { email } = account
  const common = { action: visit.url.pathname, problem }
  if (draft === null || step === 'password') return passwordStepPage(frame, { ...common, email })
  if (step === 'kept') return codesStepPage(frame, { ...common, email, codes: draft.codes })
  const secret = base32(Buffer.from(draft.secret, 'base64'))
  const address = otpAddress(frame.look.organisation.name, email, secret)
  return authenticatorStepPage(frame, { ...common, address, secret: inGroups(secret) })
}

/** The step that comes next. */
function reachedBy(draft: Draft | null): StepName {
  if (draft === null) return 'password'
  return draft.step === null ? 'authenticator' : 'kept'
}
