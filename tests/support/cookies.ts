import type { Page } from 'playwright-core'

const session = '__Host-latchkey-session'

/** The session's cookie in this browser, or null. */
export async function sessionCookie(page: Page) {
  const cookies = await page.context().cookies()
  return cookies.find(({ name, value }) => name === session && value !== '') ?? null
}
