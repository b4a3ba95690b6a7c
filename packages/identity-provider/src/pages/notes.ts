import { markup } from './html.ts'
import type { Html } from './html.ts'

/** What was wrong with what was typed; the field names it by `aria-describedby="problem"`. */
export function problemNote(text: string): Html {
  return markup`<div class="note bad" role="alert" id="problem">${exclamation}<span>${text}</span></div>`
}

export const clock = icon('M10 5.8V10l2.8 2')
const exclamation = icon('M10 6v5M10 14v.1')

function icon(path: string): Html {
  const ring = markup`<circle cx="10" cy="10" r="7.3"/>`
  return markup`<svg class="i" viewBox="0 0 20 20" aria-hidden="true">${ring}<path d="${path}"/></svg>`
}
