import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { focusIsSeen, hasFocus } from './in-page.ts'

const mostStops = 40

/** Waits until the focus is here. */
export async function expectFocus(place: Locator): Promise<void> {
  await place.waitFor({ state: 'attached' })
  await expect.poll(() => hasFocus(place), { timeout: 10_000, message: `the focus on ${String(place)}` }).toBe(true)
}

/** Goes to a control by Tab alone; fails when it can't be reached so, or when its focus can't be seen. */
export async function tabTo(control: Locator): Promise<void> {
  const page = control.page()
  await control.waitFor()
  for (let stop = 0; stop < mostStops && !(await hasFocus(control)); stop += 1) await page.keyboard.press('Tab')
  expect(await hasFocus(control), `Tab reaches ${String(control)}`).toBe(true)
  expect(await focusIsSeen(page), `the focus on ${String(control)} is seen`).toBe(true)
}

/** Tabs to a control and presses a key on it. */
export async function tabAndPress(control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(control)
  await control.page().keyboard.press(key)
}
