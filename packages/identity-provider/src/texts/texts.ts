import { en } from './en.ts'
import { fr } from './fr.ts'
import type { Language, Texts } from './words.ts'

export const catalogues: Readonly<Record<Language, Texts>> = { en, fr }

/** Each language's name, in itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' }
