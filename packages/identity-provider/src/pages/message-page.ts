import { catalogues } from '../texts/texts.ts'
import { gatePage, supportLine } from './layout.ts'
import type { PageFrame } from './layout.ts'
import { markup } from './html.ts'
import type { Html } from './html.ts'

export type Message = 'old' | 'broken' | 'elsewhere'

/** A page that says what did not work, what did not happen, and the way on. */
export function messagePage(frame: PageFrame, message: Message): Html {
  const texts = catalogues[frame.language]
  const title = texts[`${message}Title`]
  return gatePage(
    { ...frame, self: null },
    title,
    { big: texts.welcome, sub: texts.welcomeSub },
    markup`<h1>${title}</h1>
<p>${texts[message]}</p>
<a class="btn primary big" href="${frame.look.startPath}">${texts.startAgain}</a>
${supportLine(frame.look, texts)}`,
  )
}
