import { catalogues } from '../texts/texts.ts'
import type { Texts } from '../texts/words.ts'
import { gatePage, supportLine } from './layout.ts'
import type { PageFrame } from './layout.ts'
import { markup } from './html.ts'
import type { Html } from './html.ts'
import { intentNote, sayingOf, stopForm } from './intent.ts'
import type { IntentDescription } from './intent.ts'
import { problemNote } from './notes.ts'

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
  return gatePage(
    frame,
    title,
    sayingOf(texts, intent),
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
