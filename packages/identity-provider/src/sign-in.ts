import type { IncomingMessage, ServerResponse } from 'node:http'
import { errors } from 'oidc-provider'
import type { Provider } from 'oidc-provider'
import { authenticate, defaultThrottle } from './accounts/authenticate.ts'
import { BusyError } from './accounts/lanes.ts'
import { intentParameter, passwordOnly } from './configuration.ts'
import type { Frames } from './frames.ts'
import { FormError, readForm } from './http/form.ts'
import { sendOn, sendPage } from './http/respond.ts'
import { isSameOrigin } from './http/same-origin.ts'
import { isLanguage, languageCookie } from './language.ts'
import { signInPage } from './pages/sign-in-page.ts'
import type { SignInPage } from './pages/sign-in-page.ts'
import type { IdentityProviderParts } from './parts.ts'
import { catalogues } from './texts/texts.ts'
import type { Texts } from './texts/words.ts'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>
type Problem = SignInPage['problem']

/** A request for the page of one sign-in. */
export type SignInVisit = {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly uid: string
  readonly url: URL
  readonly address: string
}

/** The sign-in page: shown by GET, taken by POST. `previous` tells when this browser last signed in, in seconds. */
export function signInPages(
  parts: IdentityProviderParts,
  provider: Provider,
  frames: Frames,
  previous: (visit: SignInVisit) => Promise<{ readonly accountId: string; readonly loginTs: number } | null>,
) {
  const origin = new URL(parts.issuer).origin
  const judge = { accounts: parts.accounts, attempts: parts.attempts, throttle: parts.throttle ?? defaultThrottle }

  return { show, submit }

  async function show(visit: SignInVisit): Promise<void> {
    const interaction = await interactionOf(visit)
    if (interaction === null) return frames.message(visit, 410, 'old')
    const chosen = visit.url.searchParams.get('language')
    if (isLanguage(chosen)) visit.res.setHeader('set-cookie', keepLanguage(chosen, origin))
    await render(visit, interaction, 200, text(interaction.params['login_hint']), null)
  }

  async function submit(visit: SignInVisit): Promise<void> {
    const { req, res } = visit
    if (!isSameOrigin(req.headers, origin)) return frames.message(visit, 403, 'elsewhere')
    const interaction = await interactionOf(visit)
    if (interaction === null) return frames.message(visit, 410, 'old')
    let form
    try {
      form = await readForm(req)
    } catch (error) {
      if (error instanceof FormError) return frames.message(visit, error.status, 'broken')
      throw error
    }
    const email = (form.get('email') ?? '').slice(0, 254)
    const password = form.get('password') ?? ''
    const refuse = (status: number, problem: Problem, retryAfter?: number) => {
      if (retryAfter !== undefined) res.setHeader('retry-after', retryAfter)
      return render(visit, interaction, status, email, problem)
    }
    const texts = textsOf(visit, interaction)
    if (email.trim() === '') return refuse(422, { text: texts.missing, field: 'email' })
    if (password === '') return refuse(422, { text: texts.missing, field: 'password' })
    const outcome = await judged(texts, { email, password, address: visit.address })
    if ('problem' in outcome) return refuse(outcome.status, outcome.problem, outcome.retryAfter)
    const ts = await authTime(visit, outcome.subject)
    const login = { accountId: outcome.subject, ts, acr: passwordOnly, amr: ['pwd'], remember: false }
    const returnTo = await provider.interactionResult(req, res, { login }, { mergeWithLastSubmission: false })
    sendOn(res, returnTo)
  }

  async function judged(texts: Texts, tried: { email: string; password: string; address: string }) {
    try {
      const verdict = await authenticate(judge, tried)
      switch (verdict.kind) {
        case 'account':
          return { subject: verdict.account.subject }
        case 'wrong':
          return problem(422, texts.wrong)
        case 'wait':
          return problem(429, texts.wait(verdict.seconds), verdict.seconds)
      }
    } catch (error) {
      if (error instanceof BusyError) return problem(503, texts.busy, 5)
      throw error
    }
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

  async function interactionOf(visit: SignInVisit): Promise<Interaction | null> {
    try {
      const interaction = await provider.interactionDetails(visit.req, visit.res)
      return interaction.uid === visit.uid ? interaction : null
    } catch (error) {
      if (error instanceof errors.SessionNotFound) return null
      throw error
    }
  }

  async function render(
    visit: SignInVisit,
    interaction: Interaction,
    status: number,
    email: string,
    problem: Problem,
  ): Promise<void> {
    const { params } = interaction
    const id = text(params[intentParameter])
    const intent = id === '' ? null : await parts.describeIntent(id, visit.req)
    const again = text(params['prompt']).split(' ').includes('login')
    const action = visit.url.pathname
    const frame = frames.of(visit, params['ui_locales'])
    const page = { action, email: email.slice(0, 254), again, intent, stopPath: parts.stopPath, problem }
    sendPage(visit.res, status, signInPage({ ...frame, self: action }, page))
  }

  function textsOf(visit: SignInVisit, interaction: Interaction): Texts {
    return catalogues[frames.of(visit, interaction.params['ui_locales']).language]
  }
}

function problem(status: number, text: string, retryAfter?: number) {
  return { status, problem: { text, field: 'password' as const }, retryAfter }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function keepLanguage(language: string, origin: string): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `${languageCookie}=${language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
}
