import type { Provider } from 'oidc-provider'
import type { Frames } from './frames.ts'
import { FormError, readForm } from './http/form.ts'
import { isSameOrigin } from './http/same-origin.ts'
import { isLanguage, keepLanguage } from './language.ts'
import type { IdentityProviderParts } from './parts.ts'
import { passwordStep } from './password-step.ts'
import { secondStep } from './second-step.ts'
import { signInDesk, textOf } from './sign-in-desk.ts'
import type { OpenSignIn, Previous, SignInVisit } from './sign-in-desk.ts'

/** The pages of one sign-in at one path: shown by GET, taken by POST; the second step after a right password. */
export function signInPages(parts: IdentityProviderParts, provider: Provider, frames: Frames, previous: Previous) {
  const { origin } = new URL(parts.issuer)
  const desk = signInDesk(parts, provider, frames, previous)
  const first = passwordStep(parts, desk)
  const second = secondStep(parts, desk)

  return { show, submit }

  async function show(visit: SignInVisit): Promise<void> {
    const open = await desk.open(visit)
    if (open === null) return frames.message(visit, 410, 'old')
    const query = visit.url.searchParams
    const chosen = query.get('language')
    if (isLanguage(chosen)) visit.res.setHeader('set-cookie', keepLanguage(chosen, origin))
    const way = query.get('way')
    const account = way === 'password' ? null : await second.reached(open)
    if (account !== null) return second.show(open, way === 'recovery' ? 'recovery' : 'code', 200, null)
    const email = way === 'password' ? '' : textOf(open.params['login_hint'])
    await first.show(open, email, { status: 200, problem: null })
  }

  async function submit(visit: SignInVisit): Promise<void> {
    if (!isSameOrigin(visit.req.headers, origin)) return frames.message(visit, 403, 'elsewhere')
    const open = await desk.open(visit)
    if (open === null) return frames.message(visit, 410, 'old')
    try {
      await take(open, await readForm(visit.req))
    } catch (error) {
      if (error instanceof FormError) return frames.message(visit, error.status, 'broken')
      throw error
    }
  }

  async function take(open: OpenSignIn, form: ReadonlyMap<string, string>): Promise<void> {
    const way = form.has('recovery') ? 'recovery' : form.has('code') ? 'code' : null
    if (way === null) return first.submit(open, form)
    const account = await second.reached(open)
    if (account !== null) return second.submit(open, account, way, form.get(way) ?? '')
    const { text, field } = { text: open.texts.secondStep.tooLate, field: 'password' as const }
    await first.show(open, textOf(open.params['login_hint']), { status: 422, problem: { text, field } })
  }
}
