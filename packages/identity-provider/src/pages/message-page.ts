import { catalogues } from '../texts/texts.ts'
import { gatePage, supportLine } from './layout.ts'
import type { PageFrame } from './layout.ts'
import { markup } from './html.ts'
import type { Html } from './html.ts'

export type Message = 'old' | 'broken' | 'elsewhere' | 'linkOver' | 'linkUsed'

/** A page that says what did not work, what did not happen, and the way on. */
export function messagePage(frame: PageFrame, message: Message): Html {
  const texts = catalogues[frame.language]
  const { setUp, contact, welcome: big, welcomeSub: sub } = texts
  const shown = { ...frame, self: null }
  const start = frame.look.startPath
  switch (message) {
    case 'linkOver':
      return gatePage(
        shown,
        setUp.linkOverTitle,
        { big, sub },
        markup`<h1>${setUp.linkOverTitle}</h1>
<p>${setUp.linkOver}</p>
<a class="btn primary big" href="${frame.look.contactPath}">${contact}</a>`,
      )
    case 'linkUsed':
      return gatePage(
        shown,
        setUp.linkUsedTitle,
        { big, sub },
        markup`<h1>${setUp.linkUsedTitle}</h1>
<p>${setUp.linkUsed}</p>
<a class="btn primary big" href="${start}">${texts.signIn}</a>
${supportLine(frame.look, texts)}`,
      )
    default: {
      const title = texts[`${message}Title`]
      return gatePage(
        shown,
        title,
        { big, sub },
        markup`<h1>${title}</h1>
<p>${texts[message]}</p>
<a class="btn primary big" href="${start}">${texts.startAgain}</a>
${supportLine(frame.look, texts)}`,
      )
    }
  }
}
