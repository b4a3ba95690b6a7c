import { markup } from './html.ts'
import type { Html } from './html.ts'

/** Names what describes a field: what is wrong with it, first, then its hint. */
export function describedBy(wrong: boolean, hint: string | null): Html {
  const ids = [wrong ? 'problem' : null, hint].filter((id) => id !== null).join(' ')
  return markup`${ids !== '' && markup` aria-describedby="${ids}"`}${wrong && markup` aria-invalid="true"`}`
}

/** Where the six digits go: offered by the browser where it knows them, digits first on a phone. */
export function codeInput(wrong: boolean, hint: string | null, focus: boolean): Html {
  const kind = markup`autocomplete="one-time-code" inputmode="numeric" spellcheck="false" maxlength="12"`
  return markup`<input id="code" name="code" class="code" ${kind} required${focus && markup` autofocus`}${describedBy(wrong, hint)}>`
}
