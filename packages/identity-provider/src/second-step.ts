import { forgetPasswordGiven, passwordGiven } from './accounts/password-given.ts'
import { judgeSecondFactor } from './accounts/second-factor.ts'
import type { Way } from './accounts/second-factor.ts'
import { defaultThrottle } from './accounts/tries.ts'
import { sendPage } from './http/respond.ts'
import { secondStepPage } from './pages/second-step-page.ts'
import type { IdentityProviderParts } from './parts.ts'
import type { OpenSignIn, SignInDesk } from './sign-in-desk.ts'
import type { Account } from './stores.ts'
import { byTwoFactors } from './strength.ts'

/** The second step of a sign-in, for accounts that have one: a code, after a right password in the same browser. */
export function secondStep(parts: IdentityProviderParts, desk: SignInDesk) {
  const judge = { ...parts, throttle: parts.throttle ?? defaultThrottle }

  return { reached, show, submit }

  /** The account whose password was right a moment ago in this sign-in, or null. */
  function reached({ visit }: OpenSignIn): Promise<Account | null> {
    return passwordGiven(parts, visit.uid)
  }

  async function show(open: OpenSignIn, way: Way, status: number, problem: string | null): Promise<void> {
    const { visit, frame } = open
    const page = { action: visit.url.pathname, way, intent: await desk.intentOf(open), stopPath: parts.stopPath }
    sendPage(visit.res, status, secondStepPage(frame, { ...page, problem }))
  }

  async function submit(open: OpenSignIn, account: Account, way: Way, typed: string): Promise<void> {
    const { visit, browser } = open
    const texts = open.texts.secondStep
    if (typed.trim() === '') return show(open, way, 422, way === 'code' ? texts.codeMissing : texts.recoveryMissing)
    const verdict = await judgeSecondFactor(judge, account, { way, typed }, { address: visit.address, browser })
    switch (verdict.kind) {
      case 'wait':
        visit.res.setHeader('retry-after', verdict.seconds)
        return show(open, way, 429, open.texts.wait(verdict.seconds))
      case 'wrong':
        return show(open, way, 422, way === 'code' ? texts.codeWrong : texts.recoveryWrong)
      case 'right':
        await forgetPasswordGiven(parts, visit.uid)
        return desk.finish(open, account, byTwoFactors(way, verdict.ripe))
    }
  }
}
