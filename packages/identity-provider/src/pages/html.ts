const text = Symbol('text')

/** Text that is HTML already: made by `markup`, or trusted as it stands by `trusted`. */
export type Html = { readonly [text]: string }
type Part = Html | string | number | false | null | undefined | readonly Part[]

/** A template whose gaps are escaped, unless they hold `Html`; nothing is printed for false, null and undefined. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return trusted(strings.map((string, index) => string + printed(parts[index])).join(''))
}

/** Markup that was not made by `markup`: a drawing of our own. */
export function trusted(source: string): Html {
  return { [text]: source }
}

export function toText(page: Html): string {
  return page[text]
}

function printed(part: Part): string {
  if (part === undefined || part === null || part === false) return ''
  if (isList(part)) return part.map(printed).join('')
  return typeof part === 'object' ? part[text] : escaped(String(part))
}

function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(plain: string): string {
  return plain.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
