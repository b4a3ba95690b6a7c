import { expect, test } from 'vitest'
import { languageOf } from './language.ts'

const nothing = { asked: undefined, cookies: undefined, acceptLanguage: undefined }

test.each([
  ['nothing', {}, 'en'],
  ['the browser', { acceptLanguage: 'fr-CA,fr;q=0.9,en;q=0.8' }, 'fr'],
  ['the browser by weight', { acceptLanguage: 'de, en;q=0.3, fr;q=0.7' }, 'fr'],
  ['a language that is refused', { acceptLanguage: 'fr;q=0, en' }, 'en'],
  ['the cookie before the browser', { cookies: 'a=b; latchkey-language=fr', acceptLanguage: 'en' }, 'fr'],
  ['the address before the cookie', { asked: 'en', cookies: 'latchkey-language=fr' }, 'en'],
  ['an unknown one in the address', { asked: 'xx', acceptLanguage: 'fr' }, 'fr'],
])('%s decides', (_, wishes, language) => {
  expect(languageOf({ ...nothing, ...wishes })).toBe(language)
})
