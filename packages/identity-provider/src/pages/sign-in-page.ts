import { catalogues } from '../texts/texts.ts'
import type { IntentAct, Texts } from '../texts/words.ts'
import { gatePage, supportLine } from './layout.ts'
import type { PageFrame } from './layout.ts'
import { markup } from './html.ts'
import type { Html } from './html.ts'

/** The act that this sign-in is for, as the portal describes it to the browser that began it. */
export type IntentDescription = {
  readonly act: IntentAct
  readonly deviceName: string
  readonly lastFour: string | null
  /** Seconds left to sign in; 0 or less when time ran out. */
  readonly secondsLeft: number
}

type Field = 'email' | 'password'

export type SignInPage = {
  /** Path that takes the form. */
  readonly action: string
  readonly email: string
  readonly again: boolean
  readonly intent: IntentDescription | null
  /** Path that stops the intent, by POST. */
  readonly stopPath: string
  readonly problem: { readonly text: string; readonly field: Field } | null
}

/** E-mail and password; where the sign-in is for an act, what it is for, the time left, and the way out. */
export function signInPage(frame: PageFrame, page: SignInPage): Html {
  const texts = catalogues[frame.language]
  const { intent, problem } = page
  const title = page.again || intent !== null ? texts.signInAgain : texts.signIn
  const said =
    intent === null
      ? { big: texts.welcome, sub: texts.welcomeSub }
      : { big: texts.nearlyThere, sub: texts.nearlyThereSub }
  return gatePage(
    frame,
    title,
    said,
    markup`<h1>${title}</h1>
${intent !== null && intentNote(texts, intent)}
${problem !== null && problemNote(problem.text)}
<form method="post" action="${page.action}">
${emailField(texts, page)}
${passwordField(texts, page)}
<button class="btn primary big">${texts.signIn}</button>
</form>
${intent !== null && stopForm(texts, page.stopPath, intent.act)}
${supportLine(frame.look, texts)}`,
  )
}

function emailField(texts: Texts, page: SignInPage): Html {
  const kind = markup`type="email" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false"`
  const state = markup`${invalid(page, 'email')}${page.email === '' && markup` autofocus`}`
  return markup`<div class="field">
<label for="email">${texts.email}</label>
<input id="email" name="email" ${kind} required maxlength="254" value="${page.email}"${state}>
</div>`
}

function passwordField(texts: Texts, page: SignInPage): Html {
  const kind = markup`type="password" autocomplete="current-password"`
  const state = markup`${invalid(page, 'password')}${page.email !== '' && markup` autofocus`}`
  return markup`<div class="field">
<label for="password">${texts.password}</label>
<input id="password" name="password" ${kind} required maxlength="256"${state}>
</div>`
}

function invalid(page: SignInPage, field: Field) {
  return page.problem?.field === field && markup` aria-invalid="true" aria-describedby="problem"`
}

function stopForm(texts: Texts, stopPath: string, act: IntentAct): Html {
  const label = act === 'reset-passcode' ? texts.stopReset : texts.stop
  return markup`<form method="post" action="${stopPath}"><button class="btn quiet">${label}</button></form>`
}

function intentNote(texts: Texts, intent: IntentDescription): Html {
  if (intent.secondsLeft <= 0)
    return markup`<div class="note bad" role="status">${clock}<span>${texts.timeOver}</span></div>`
  const [before, after] = texts.doing[intent.act]
  const four = intent.lastFour === null ? '' : ` (${texts.lastFour(intent.lastFour)})`
  const left = markup`<b>${timeLeft(texts, intent.secondsLeft)}</b> ${texts.toSignIn}`
  const doing = markup`${before}<b>${intent.deviceName}</b>${four}${after}`
  return markup`<div class="note warm" role="status">${clock}<span>${left} ${doing} ${texts.nothingSent}</span></div>`
}

function problemNote(text: string): Html {
  return markup`<div class="note bad" role="alert" id="problem">${exclamation}<span>${text}</span></div>`
}

/** Whole minutes, rounded down: nobody is promised time that is not there. */
function timeLeft(texts: Texts, seconds: number): string {
  return seconds < 60 ? texts.lessThanAMinute : texts.minutesLeft(Math.floor(seconds / 60))
}

const clock = icon('M10 5.8V10l2.8 2')
const exclamation = icon('M10 6v5M10 14v.1')

function icon(path: string): Html {
  const ring = markup`<circle cx="10" cy="10" r="7.3"/>`
  return markup`<svg class="i" viewBox="0 0 20 20" aria-hidden="true">${ring}<path d="${path}"/></svg>`
}
