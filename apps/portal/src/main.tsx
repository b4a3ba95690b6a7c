import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { Announcer } from './app/announcer.tsx'
import { createApi } from './app/api.ts'
import { App } from './app/app.tsx'
import { languageOfPage, speak } from './app/language.ts'
import { PartsContext } from './app/parts.tsx'
import { createQueryClient } from './app/query-client.ts'
import { createServerClock } from './app/server-clock.ts'
import { setSignedIn } from './app/set-signed-in.ts'
import { readStart, startKey } from './app/start.ts'
import { themeOfPage } from './app/theme.ts'

const root = document.documentElement
const start = readStart(document)
const clock = createServerClock(() => Date.now())
clock.set(start.now)
const queries = createQueryClient()
queries.setQueryData(startKey, start)
const api = createApi(window.fetch.bind(window), () => setSignedIn(queries, null))
const parts = {
  api,
  clock,
  leave: (to: string, forget?: boolean) => (forget ? location.replace(to) : location.assign(to)),
}
root.dataset['theme'] = themeOfPage(root, document.cookie)

// A page taken out of the browser's memory of going back shows what may be over: load it anew.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no #root')
await speak(languageOfPage(root.lang, navigator.languages))
createRoot(place).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <PartsContext value={parts}>
          <BrowserRouter>
            <Announcer>
              <Suspense fallback={null}>
                <App />
              </Suspense>
            </Announcer>
          </BrowserRouter>
        </PartsContext>
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
)
