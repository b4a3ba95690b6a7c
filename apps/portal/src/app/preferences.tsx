import type { Language } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { keepCookie } from './keep-cookie.ts'
import { speak } from './language.ts'
import { useParts } from './parts.tsx'
import { useStart } from './start.ts'
import { showTheme, themeOfPage, type Theme } from './theme.ts'

/** Language and theme, signed in or not. */
export function Preferences() {
  const { t, i18n } = useLingui()
  const { api } = useParts()
  const { signedIn } = useStart()
  const [theme, setTheme] = useState(() => themeOfPage(document.documentElement, document.cookie))

  function chooseLanguage(language: Language) {
    void speak(language)
    keepCookie('latchkey-language', language, signedIn?.borrowed === false)
    // Kept with the person too, for their mail; this browser has it already.
    if (signedIn !== null) api.post('/api/language', { language }).catch(() => {})
  }

  function chooseTheme(next: Theme) {
    setTheme(next)
    showTheme(next, signedIn?.borrowed === false)
  }

  const themes: readonly (readonly [Theme, string])[] = [
    ['system', t`Automatic`],
    ['light', t`Light`],
    ['dark', t`Dark`],
  ]
  return (
    <div className="prefs">
      <label>
        <span>
          <Trans>Language</Trans>
        </span>
        <select value={i18n.locale} onChange={(event) => chooseLanguage(event.target.value === 'fr' ? 'fr' : 'en')}>
          <option value="en" lang="en">
            English
          </option>
          <option value="fr" lang="fr">
            Français
          </option>
        </select>
      </label>
      <label>
        <span>
          <Trans>Colours</Trans>
        </span>
        <select
          value={theme}
          onChange={(event) => chooseTheme(themes.find(([name]) => name === event.target.value)?.[0] ?? 'system')}
        >
          {themes.map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
