import type { Page } from 'playwright-core'
import { signIn, typeAccount } from './sign-in.ts'
import { english } from './words.ts'
import type { Words } from './words.ts'

/** The steps of a reset, for journeys that are about something else. */

/** On the device's page: opens the first dialog by the command bar. */
export async function pressReset(page: Page, words: Words = english): Promise<void> {
  const bar = page.getByRole('navigation', { name: words.commands })
  await bar.getByRole('button', { name: words.resetPasscode, exact: true }).click()
  await page.getByRole('dialog', { name: words.firstDialog }).waitFor()
}

/** Signed in: from the device's page to the provider's. */
export async function signOutForReset(page: Page, origin: string, deviceId: string): Promise<void> {
  await page.goto(`${origin}/devices/${deviceId}`)
  await pressReset(page)
  await page.getByRole('button', { name: english.signOutAndContinue }).click()
  await page.getByRole('heading', { level: 1, name: english.signInAgain }).waitFor()
}

/** From the start page to the confirm dialog, which opens by itself. */
export async function reachConfirmDialog(
  page: Page,
  origin: string,
  { email, deviceId }: { readonly email: string; readonly deviceId: string },
): Promise<void> {
  await signIn(page, origin, email)
  await signOutForReset(page, origin, deviceId)
  await typeAccount(page, email)
  await confirmDialog(page).waitFor()
}

export function confirmDialog(page: Page) {
  return page.getByRole('dialog', { name: english.confirmDialog })
}

/** In the confirm dialog: the tick, and the button. */
export async function tickAndReset(page: Page): Promise<void> {
  const dialog = confirmDialog(page)
  await dialog.getByRole('checkbox', { name: english.tick }).check()
  await dialog.getByRole('button', { name: english.resetPasscode }).click()
}

/** Waits for a page whose first heading is `name`. */
export async function showsHeading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
