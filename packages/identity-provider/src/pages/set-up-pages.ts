import { catalogues } from '../texts/texts.ts'
import type { SetUpTexts } from '../texts/words.ts'
import { codeInput, describedBy } from './fields.ts'
import { markup } from './html.ts'
import type { Html } from './html.ts'
import { gatePage } from './layout.ts'
import type { PageFrame } from './layout.ts'
import { problemNote } from './notes.ts'
import { qrCode } from './qr-code.ts'

type Common = {
  /** Path of the link: takes the forms, and with a query shows the step before. */
  readonly action: string
  readonly problem: string | null
}

/** First step: a password, twice. The address stands in a field, so that a password manager knows whose it is. */
export function passwordStepPage(frame: PageFrame, page: Common & { readonly email: string }): Html {
  const texts = catalogues[frame.language].setUp
  const kind = markup`type="password" autocomplete="new-password" required minlength="12" maxlength="400"`
  const wrong = page.problem !== null
  return stepPage(
    frame,
    page,
    { number: 1, name: 'password', title: texts.passwordTitle, button: texts.continue },
    markup`<div class="field">
<label for="username">${texts.account}</label>
<input id="username" name="username" type="email" autocomplete="username" readonly value="${page.email}">
</div>
<div class="field">
<label for="password">${texts.newPassword}</label>
<input id="password" name="password" ${kind} autofocus${describedBy(wrong, 'hint')}>
<span class="hint" id="hint">${texts.newPasswordHint}</span>
</div>
<div class="field">
<label for="again">${texts.onceMore}</label>
<input id="again" name="again" ${kind}${describedBy(wrong, null)}>
</div>`,
  )
}

/**
 * Second step: the authenticator, by picture, by link or by hand, confirmed by one of its codes. The field is not
 * focused: on a phone the page would open below the picture, under a keyboard.
 */
export function authenticatorStepPage(
  frame: PageFrame,
  page: Common & { readonly address: string; readonly secret: string },
): Html {
  const texts = catalogues[frame.language].setUp
  return stepPage(
    frame,
    page,
    { number: 2, name: 'authenticator', title: texts.authenticatorTitle, button: texts.continue, back: 'password' },
    markup`<p>${texts.authenticatorLead}</p>
<div class="card scan">
<p>${texts.scan}</p>
${qrCode(page.address, texts.qrCode)}
<a href="${page.address}">${texts.openApp}</a>
<p>${texts.byHand}<br><code class="secret" translate="no">${page.secret}</code><br><span class="small muted">${texts.byHandHint}</span></p>
</div>
<div class="field">
<label for="code">${texts.typeCode}</label>
${codeInput(page.problem !== null, null, false)}
</div>`,
  )
}

/** Third step: the recovery codes, as a sheet that prints alone. */
export function codesStepPage(
  frame: PageFrame,
  page: Common & { readonly email: string; readonly codes: readonly string[] },
): Html {
  const texts = catalogues[frame.language].setUp
  const described = describedBy(page.problem !== null, null)
  return stepPage(
    frame,
    page,
    { number: 3, name: 'kept', title: texts.codesTitle, button: texts.finish, back: 'authenticator' },
    markup`<p>${texts.codesLead}</p>
<section class="card sheet" aria-labelledby="sheet">
<h2 id="sheet">${texts.codesOf(page.email, frame.look.organisation.name)}</h2>
<ol class="codes" translate="no">
${page.codes.map((code) => markup`<li><code>${code}</code></li>\n`)}</ol>
</section>
<p class="no-print">${texts.howToPrint} ${texts.keepApart}</p>
<label class="pick no-print"><input type="checkbox" name="kept" value="yes" required${described}><b>${texts.kept}</b></label>`,
  )
}

/** Everything is saved: on to the sign-in. */
export function setUpDonePage(frame: PageFrame): Html {
  const { setUp, signIn, welcome: big, welcomeSub: sub } = catalogues[frame.language]
  return gatePage(
    frame,
    setUp.doneTitle,
    { big, sub },
    markup`<h1>${setUp.doneTitle}</h1>
<p>${setUp.done}</p>
<a class="btn primary big" href="${frame.look.startPath}">${signIn}</a>`,
  )
}

type Step = {
  readonly number: number
  readonly name: string
  readonly title: string
  readonly button: string
  readonly back?: string
}

function stepPage(frame: PageFrame, page: Common, step: Step, fields: Html): Html {
  const texts = catalogues[frame.language].setUp
  return gatePage(
    frame,
    step.title,
    { big: texts.say, sub: texts.saySub },
    markup`<div><p class="small muted no-print">${texts.step(step.number)}</p>
<h1>${step.title}</h1></div>
${page.problem !== null && problemNote(page.problem)}
<form method="post" action="${page.action}">
<input type="hidden" name="step" value="${step.name}">
${fields}
<button class="btn primary big no-print">${step.button}</button>
</form>
${step.back !== undefined && backLink(texts, page.action, step.back)}`,
  )
}

function backLink(texts: SetUpTexts, action: string, step: string): Html {
  return markup`<a class="btn quiet no-print" href="${action}?step=${step}">${texts.back}</a>`
}
