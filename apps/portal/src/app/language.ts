import type { Language } from '@latchkey/portal-api'
import { i18n, type Messages } from '@lingui/core'

const catalogues: Record<Language, () => Promise<{ messages: Messages }>> = {
  en: () => import('../locales/en.po'),
  fr: () => import('../locales/fr.po'),
}

/** Loads a language's texts and makes it the page's. */
export async function speak(language: Language): Promise<void> {
  const { messages } = await catalogues[language]()
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
}

/** The language that the server wrote on the page, else the browser's, else English. */
export function languageOfPage(written: string, wanted: readonly string[]): Language {
  const known = [written, ...wanted]
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === 'en' || tag === 'fr')
  return known === 'fr' ? 'fr' : 'en'
}

/** For dates: the browser's own region of the page's language, so that hours look as people are used to. */
export function localeOf(language: string, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? (language === 'en' ? 'en-GB' : language)
}
