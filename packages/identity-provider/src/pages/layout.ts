import { readFileSync } from 'node:fs'
import { gateArtPath } from '@latchkey/look'
import { catalogues, languageNames } from '../texts/texts.ts'
import type { Language, Texts } from '../texts/words.ts'
import { markup, trusted } from './html.ts'
import type { Html } from './html.ts'

/** What the organisation and the house put on every page. */
export type Look = {
  readonly organisation: {
    readonly name: string
    /** `#rrggbb`. */
    readonly colour: string
  }
  /** Paths of style sheets on this origin, in their order. */
  readonly stylesheets: readonly string[]
  /** Path of the page that tells how to reach support, signed out too. */
  readonly contactPath: string
  /** Path at which a person starts to sign in anew. */
  readonly startPath: string
}

export type PageFrame = {
  readonly look: Look
  readonly language: Language
  /** Paths of the provider's own style sheets: what its pages alone have, then the organisation's colour. */
  readonly ownSheets: readonly string[]
  /** Path of this page, for the links to its other languages; null where it can't be asked for again. */
  readonly self: string | null
}

const gateArt = trusted(readFileSync(gateArtPath, 'utf8').trim())

/** The gate: the organisation and the open door on one side, `form` on the other. No script. */
export function gatePage(
  frame: PageFrame,
  title: string,
  said: { readonly big: string; readonly sub: string },
  form: Html,
): Html {
  const { look, language } = frame
  const { name } = look.organisation
  const sheets = [...look.stylesheets, ...frame.ownSheets].map(
    (path) => markup`<link rel="stylesheet" href="${path}">\n`,
  )
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · ${name}</title>
${sheets}</head>
<body>
<div class="gate">
<header class="gate-side">
<div class="say">
<span class="org"><b class="org-mark" aria-hidden="true">${firstLetter(name)}</b><span>${name}</span></span>
<span class="big">${said.big}</span>
<p>${said.sub}</p>
</div>
${gateArt}
</header>
<main class="gate-form">
<div class="inner">
${form}
${frame.self !== null && languageChoice(frame.self, language)}
</div>
</main>
</div>
</body>
</html>
`
}

/** How to reach support, for a person who can't get in. */
export function supportLine(look: Look, texts: Texts): Html {
  const link = markup`<a href="${look.contactPath}">${texts.contact}</a>`
  return markup`<p class="small muted">${texts.contactLead} ${link}. ${texts.contactTail}</p>`
}

function languageChoice(self: string, chosen: Language): Html {
  const links = Object.entries(languageNames).map(([language, name]) =>
    language === chosen
      ? markup`<b lang="${language}" aria-current="true">${name}</b>\n`
      : markup`<a class="btn quiet" lang="${language}" hreflang="${language}" href="${self}?language=${language}">${name}</a>\n`,
  )
  return markup`<nav class="small row" aria-label="${catalogues[chosen].chooseLanguage}">\n${links}</nav>`
}

function firstLetter(name: string): string {
  return ([...name.trim()][0] ?? '').toLocaleUpperCase()
}
