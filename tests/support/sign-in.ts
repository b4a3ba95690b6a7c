import type { Page } from 'playwright-core'
import { english } from './words.ts'
import type { Words } from './words.ts'
import { password } from './world.ts'

/** Signs in from the start page to Devices; a browser never seen counts as borrowed unless `mine`. */
export async function signIn(
  page: Page,
  origin: string,
  email: string,
  { mine = false, words = english }: { readonly mine?: boolean; readonly words?: Words } = {},
): Promise<void> {
  await page.goto(origin)
  if (mine) await page.getByRole('radio', { name: /^Mine/ }).check()
  await page.getByRole('button', { name: words.signIn }).click()
  await typeAccount(page, email, words)
  await page.getByRole('heading', { level: 1, name: words.devices }).waitFor()
}

/** On the provider's page: address, password, and in. */
export async function typeAccount(page: Page, email: string, words: Words = english): Promise<void> {
  await page.getByLabel(words.email).fill(email)
  await page.getByLabel(words.password).fill(password)
  await page.getByRole('button', { name: words.signIn, exact: true }).click()
}
