import type { Start } from '@latchkey/portal-api'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { configure, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Suspense, type ReactNode } from 'react'
import { MemoryRouter } from 'react-router'
import { Announcer } from '../app/announcer.tsx'
import { createApi } from '../app/api.ts'
import { PartsContext } from '../app/parts.tsx'
import { createQueryClient } from '../app/query-client.ts'
import { createServerClock } from '../app/server-clock.ts'
import { setSignedIn } from '../app/set-signed-in.ts'
import { startKey } from '../app/start.ts'
import { messages } from '../locales/en.po'
import { start as usualStart, testNow } from './data.ts'

/** What the server answers, by method and path: a body, a whole response, what a function gives, or nothing (204). */
export type Answers = Readonly<Record<string, unknown>>
export type Asked = { readonly route: string; readonly body: unknown }

type Wishes = { readonly answers?: Answers; readonly at?: string; readonly start?: Start }

// happy-dom's animations fail when they are cancelled; without any, Fluent goes straight to their end.
Reflect.deleteProperty(Element.prototype, 'animate')

// Pages that are loaded when they are needed take a moment on a busy machine.
configure({ asyncUtilTimeout: 5_000 })

i18n.loadAndActivate({ locale: 'en', messages })

/** Shows a part of the portal with a server made of literals. */
export function show(page: ReactNode, { answers = {}, at = '/', start = usualStart }: Wishes = {}) {
  const asked: Asked[] = []
  const left: string[] = []
  let passed = 0
  const clock = createServerClock(() => testNow + passed)
  const queries = createQueryClient()
  queries.setQueryData(startKey, start)
  const api = createApi(fakeFetch(answers, asked), () => setSignedIn(queries, null))
  const leave = (location: string) => void left.push(location)
  const shown = render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <PartsContext value={{ api, clock, leave }}>
          <MemoryRouter initialEntries={[at]}>
            <Announcer>
              <Suspense fallback={null}>{page}</Suspense>
            </Announcer>
          </MemoryRouter>
        </PartsContext>
      </QueryClientProvider>
    </I18nProvider>,
  )
  return {
    ...shown,
    user: userEvent.setup(),
    asked,
    left,
    /** Lets time pass on the server's clock; pages look at it each second of real time, or when drawn again. */
    pass: (seconds: number) => {
      passed += seconds * 1_000
    },
    said: () => shown.container.querySelector('[data-announcer]')?.textContent ?? '',
  }
}

function fakeFetch(answers: Answers, asked: Asked[]): typeof globalThis.fetch {
  return async (path, init) => {
    const route = `${init?.method ?? 'GET'} ${path as string}`
    asked.push({ route, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined })
    const found = answers[route]
    const answer: unknown = typeof found === 'function' ? (found as () => unknown)() : found
    if (answer instanceof Response) return answer.clone()
    if (answer !== undefined) return Response.json(answer)
    return init?.method === 'POST' ? new Response(null, { status: 204 }) : refusal('not-found', 404)
  }
}

/** A problem as the server tells it. */
export function refusal(code: string, status: number): Response {
  const problem = { type: 'about:blank', title: code, status, code, reference: 'K7QM-4TPX' }
  return new Response(JSON.stringify(problem), { status, headers: { 'content-type': 'application/problem+json' } })
}
