import type { Way } from '../accounts/second-factor.ts'
import { catalogues } from '../texts/texts.ts'
import type { SecondStepTexts } from '../texts/words.ts'
import { codeInput, describedBy } from './fields.ts'
import { markup } from './html.ts'
import type { Html } from './html.ts'
import { intentNote, sayingOf, stopForm } from './intent.ts'
import type { IntentDescription } from './intent.ts'
import { gatePage, supportLine } from './layout.ts'
import type { PageFrame } from './layout.ts'
import { problemNote } from './notes.ts'

export type SecondStepPage = {
  /** Path that takes the form; with a query it shows the other ways. */
  readonly action: string
  readonly way: Way
  readonly intent: IntentDescription | null
  readonly stopPath: string
  readonly problem: string | null
}

/** After a right password: the authenticator's code, or a code from the sheet. */
export function secondStepPage(frame: PageFrame, page: SecondStepPage): Html {
  const texts = catalogues[frame.language]
  const { secondStep } = texts
  const { action, way, intent, problem } = page
  const isCode = way === 'code'
  const title = isCode ? secondStep.codeTitle : secondStep.recoveryTitle
  const lead = isCode ? secondStep.codeLead(frame.look.organisation.name) : secondStep.recoveryLead
  const other = isCode ? secondStep.useRecovery : secondStep.useCode
  return gatePage(
    frame,
    title,
    sayingOf(texts, intent),
    markup`<h1>${title}</h1>
${intent !== null && intentNote(texts, intent)}
<p>${lead}</p>
${problem !== null && problemNote(problem)}
<form method="post" action="${action}">
${isCode ? codeField(secondStep, problem !== null) : recoveryField(secondStep, problem !== null)}
<button class="btn primary big">${texts.signIn}</button>
</form>
<div class="ways">
<a class="btn quiet" href="${action}?way=${isCode ? 'recovery' : 'code'}">${other}</a>
<a class="btn quiet" href="${action}?way=password">${secondStep.otherAccount}</a>
</div>
${intent !== null && stopForm(texts, page.stopPath, intent.act)}
${supportLine(frame.look, texts)}`,
  )
}

function codeField(texts: SecondStepTexts, wrong: boolean): Html {
  return markup`<div class="field">
<label for="code">${texts.code}</label>
${codeInput(wrong, 'hint', true)}
<span class="hint" id="hint">${texts.codeHint}</span>
</div>`
}

function recoveryField(texts: SecondStepTexts, wrong: boolean): Html {
  const kind = markup`autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" maxlength="60"`
  return markup`<div class="field">
<label for="recovery">${texts.recovery}</label>
<input id="recovery" name="recovery" class="code" ${kind} required autofocus${describedBy(wrong, 'hint')}>
<span class="hint" id="hint">${texts.recoveryHint}</span>
</div>`
}
