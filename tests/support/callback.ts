import type { Page } from 'playwright-core'
import { password } from './world.ts'

const mostSteps = 6

/** On the provider's page: signs in, and answers the address of the callback instead of going there. */
export async function callbackOf(page: Page, email: string): Promise<string> {
  const { request } = page.context()
  const { origin } = new URL(page.url())
  const headers = { origin, 'sec-fetch-site': 'same-origin' }
  let response = await request.post(page.url(), { form: { email, password }, headers, maxRedirects: 0 })
  for (let step = 0; step < mostSteps; step += 1) {
    const next = new URL(response.headers()['location'] ?? '/nowhere', origin)
    if (next.pathname === '/auth/callback') return next.href
    response = await request.get(next.href, { maxRedirects: 0 })
  }
  throw new Error('the provider leads nowhere')
}

/** The same address with other parameters; null takes one away. */
export function withParameters(address: string, changes: Readonly<Record<string, string | null>>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url.href
}
