import { catalogues } from './texts/texts.ts'
import type { Language } from './texts/words.ts'

/** Cookie in which a browser keeps the language its person chose; not a secret, the portal may read it. */
export const languageCookie = 'latchkey-language'

/** The language of a page: what was just chosen, else asked by the portal, else kept by the browser, else preferred. */
export function languageOf(wishes: {
  readonly chosen: unknown
  readonly uiLocales: unknown
  readonly cookies: string | undefined
  readonly acceptLanguage: string | undefined
}): Language {
  const kept = new RegExp(`(?:^|;\\s*)${languageCookie}=([a-z]{2})(?:;|$)`).exec(wishes.cookies ?? '')?.[1]
  const lists = [wishes.chosen, wishes.uiLocales, kept].map((list) => (typeof list === 'string' ? list.split(' ') : []))
  return firstKnown([...lists.flat(), ...preferred(wishes.acceptLanguage ?? '')]) ?? 'en'
}

/** Set-Cookie line by which the browser keeps the language that was chosen on a page. */
export function keepLanguage(language: Language, origin: string): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `${languageCookie}=${language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
}

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(catalogues, value)
}

function firstKnown(tags: readonly string[]): Language | undefined {
  return tags
    .slice(0, 20)
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find(isLanguage)
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
