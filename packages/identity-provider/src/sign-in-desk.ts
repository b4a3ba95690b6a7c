import type { IncomingMessage, ServerResponse } from 'node:http'
import { errors } from 'oidc-provider'
import type { Provider } from 'oidc-provider'
import { knownBrowserCookie, readKnownBrowser, remember } from './accounts/known-browser.ts'
import type { KnownBrowser } from './accounts/known-browser.ts'
import { browserParameter, intentParameter } from './configuration.ts'
import type { Frames } from './frames.ts'
import { sendOn } from './http/respond.ts'
import type { IntentDescription } from './pages/intent.ts'
import type { PageFrame } from './pages/layout.ts'
import type { IdentityProviderParts } from './parts.ts'
import type { Account } from './stores.ts'
import type { Evidence } from './strength.ts'
import { catalogues } from './texts/texts.ts'
import type { Texts } from './texts/words.ts'

/** A request for the page of one sign-in. */
export type SignInVisit = {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly uid: string
  readonly url: URL
  readonly address: string
}

/** A visit to a sign-in that is under way in this browser. */
export type OpenSignIn = {
  readonly visit: SignInVisit
  readonly params: Readonly<Record<string, unknown>>
  readonly frame: PageFrame
  readonly texts: Texts
  readonly browser: KnownBrowser | null
}

/** When this browser last signed in, in seconds, and with which account. */
export type Previous = (visit: SignInVisit) => Promise<{ readonly accountId: string; readonly loginTs: number } | null>

export type SignInDesk = ReturnType<typeof signInDesk>

/** Days that a browser is known for. */
const knownFor = 400

/** What both steps of a sign-in need: the sign-in that the page belongs to, what it is for, and its end. */
export function signInDesk(parts: IdentityProviderParts, provider: Provider, frames: Frames, previous: Previous) {
  const { pathname, protocol } = new URL(parts.issuer)

  return { open, intentOf, finish }

  /** Null when there is none: it is over, or belongs to another browser. */
  async function open(visit: SignInVisit): Promise<OpenSignIn | null> {
    try {
      const { uid, params } = await provider.interactionDetails(visit.req, visit.res)
      if (uid !== visit.uid) return null
      const frame = { ...frames.of(visit, params['ui_locales']), self: visit.url.pathname }
      const browser = readKnownBrowser(visit.req.headers.cookie, parts.cookieKeys)
      return { visit, params, frame, texts: catalogues[frame.language], browser }
    } catch (error) {
      if (error instanceof errors.SessionNotFound) return null
      throw error
    }
  }

  async function intentOf({ visit, params }: OpenSignIn): Promise<IntentDescription | null> {
    const id = textOf(params[intentParameter])
    return id === '' ? null : parts.describeIntent(id, visit.req)
  }

  /** The person is in: tells the portal, and lets a browser of theirs be known from now on. */
  async function finish({ visit, params, browser }: OpenSignIn, account: Account, evidence: Evidence): Promise<void> {
    const { req, res } = visit
    const ts = await authTime(visit, account.subject)
    const login = { accountId: account.subject, ts, acr: evidence.acr, amr: [...evidence.amr], remember: false }
    const returnTo = await provider.interactionResult(req, res, { login }, { mergeWithLastSubmission: false })
    if (params[browserParameter] === 'own') res.appendHeader('set-cookie', knownCookie(browser, account))
    sendOn(res, returnTo)
  }

  function knownCookie(browser: KnownBrowser | null, { email }: Account): string {
    const value = remember(browser, email, parts.cookieKeys)
    const secure = protocol === 'https:' ? '; Secure' : ''
    const life = knownFor * 24 * 60 * 60
    return `${knownBrowserCookie}=${value}; Path=${pathname}; Max-Age=${life}; SameSite=Lax${secure}; HttpOnly`
  }

  /**
   * Seconds, on the database's clock. A second sign-in of the same account in this browser within one second is told
   * as a second later: whole seconds can't tell two sign-ins apart otherwise, and the portal needs the newer one.
   */
  async function authTime(visit: SignInVisit, subject: string): Promise<number> {
    const now = Math.floor((await parts.clock()).getTime() / 1000)
    const before = await previous(visit)
    return before?.accountId === subject && before.loginTs === now ? now + 1 : now
  }
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
