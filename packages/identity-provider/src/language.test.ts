import { expect, test } from 'vitest'
import fc from 'fast-check'
import { languageOf } from './language.ts'

const none = { chosen: undefined, uiLocales: undefined, cookies: undefined, acceptLanguage: undefined }

test.each([
  [{}, 'en'],
  [{ acceptLanguage: 'fr-CH, fr;q=0.9, en;q=0.8' }, 'fr'],
  [{ acceptLanguage: 'de, en;q=0.7, fr;q=0.8' }, 'fr'],
  [{ acceptLanguage: 'fr;q=0, en' }, 'en'],
  [{ acceptLanguage: 'en', cookies: 'a=b; latchkey-language=fr' }, 'fr'],
  [{ cookies: 'latchkey-language=xx', acceptLanguage: 'fr' }, 'fr'],
  [{ cookies: 'latchkey-language=en', uiLocales: 'fr-CA en' }, 'fr'],
  [{ chosen: 'en', uiLocales: 'fr' }, 'en'],
  [{ chosen: ['fr'], uiLocales: 7 }, 'en'],
])('%j → %s', (wishes, language) => {
  expect(languageOf({ ...none, ...wishes })).toBe(language)
})

test('whatever a browser sends, it is one of ours', () => {
  const text = fc.option(fc.string(), { nil: undefined })
  fc.assert(
    fc.property(fc.anything(), fc.anything(), text, text, (chosen, uiLocales, cookies, acceptLanguage) => {
      expect(['en', 'fr']).toContain(languageOf({ chosen, uiLocales, cookies, acceptLanguage }))
    }),
  )
})
