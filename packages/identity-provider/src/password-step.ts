import { authenticate } from './accounts/authenticate.ts'
import { BusyError } from './accounts/lanes.ts'
import { keepPasswordGiven } from './accounts/password-given.ts'
import { defaultThrottle } from './accounts/tries.ts'
import { sendOn, sendPage } from './http/respond.ts'
import { signInPage } from './pages/sign-in-page.ts'
import type { SignInPage } from './pages/sign-in-page.ts'
import type { IdentityProviderParts } from './parts.ts'
import { textOf } from './sign-in-desk.ts'
import type { OpenSignIn, SignInDesk } from './sign-in-desk.ts'
import { byPassword } from './strength.ts'

type Form = ReadonlyMap<string, string>
type Refusal = { readonly status: number; readonly problem: SignInPage['problem']; readonly retryAfter?: number }

/** The first step of a sign-in: e-mail and password. */
export function passwordStep(parts: IdentityProviderParts, desk: SignInDesk) {
  const { accounts, attempts, secondFactors } = parts
  const judge = { accounts, attempts, throttle: parts.throttle ?? defaultThrottle }

  return { show, submit }

  async function show(open: OpenSignIn, email: string, { status, problem, retryAfter }: Refusal): Promise<void> {
    const { visit, params, frame } = open
    if (retryAfter !== undefined) visit.res.setHeader('retry-after', retryAfter)
    const intent = await desk.intentOf(open)
    const again = textOf(params['prompt']).split(' ').includes('login')
    const page = { action: visit.url.pathname, email: email.slice(0, 254), again, intent, stopPath: parts.stopPath }
    sendPage(visit.res, status, signInPage(frame, { ...page, problem }))
  }

  /** Whether there is a second step is found out after a right password alone: until then all accounts answer alike. */
  async function submit(open: OpenSignIn, form: Form): Promise<void> {
    const email = (form.get('email') ?? '').slice(0, 254)
    const outcome = await judged(open, email, form.get('password') ?? '')
    if ('problem' in outcome) return show(open, email, outcome)
    const { account } = outcome
    if ((await secondFactors.authenticatorOf(account.subject)) === null) return desk.finish(open, account, byPassword)
    await keepPasswordGiven(parts, open.visit.uid, account)
    sendOn(open.visit.res, open.visit.url.pathname)
  }

  async function judged({ texts, visit, browser }: OpenSignIn, email: string, password: string) {
    if (email.trim() === '') return refusal(422, texts.missing, 'email')
    if (password === '') return refusal(422, texts.missing)
    try {
      const verdict = await authenticate(judge, { email, password, address: visit.address, browser })
      switch (verdict.kind) {
        case 'account':
          return { account: verdict.account }
        case 'wrong':
          return refusal(422, texts.wrong)
        case 'wait':
          return { ...refusal(429, texts.wait(verdict.seconds)), retryAfter: verdict.seconds }
      }
    } catch (error) {
      if (error instanceof BusyError) return { ...refusal(503, texts.busy), retryAfter: 5 }
      throw error
    }
  }
}

function refusal(status: number, text: string, field: 'email' | 'password' = 'password') {
  return { status, problem: { text, field } } satisfies Refusal
}
