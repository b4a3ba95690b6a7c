/** The languages of the demo's pages. */
export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

/** Asked for by `?lang`, else kept by the portal in its cookie, else preferred by the browser, else English. */
export function languageOf(wishes: {
  readonly asked: string | undefined
  readonly cookies: string | undefined
  readonly acceptLanguage: string | undefined
}): Language {
  const kept = /(?:^|;\s*)latchkey-language=([a-z]{2})(?:;|$)/.exec(wishes.cookies ?? '')?.[1]
  const tags = [wishes.asked, kept, ...preferred(wishes.acceptLanguage ?? '')]
  return tags.map(known).find((language) => language !== undefined) ?? 'en'
}

function known(tag: string | undefined): Language | undefined {
  return languages.find((language) => tag?.toLowerCase().split('-')[0] === language)
}

/** Tags of an Accept-Language header, the most preferred first. */
function preferred(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/)
      return { tag, weight: quality === undefined ? 1 : Number(quality) || 0 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}
