import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { tooWide } from './in-page.ts'

/**
 * The one exception: focus stops that Fluent's focus manager puts round a dialog. They hold nothing, pass the focus on
 * at once, and are hidden from screen readers.
 */
const notOurs = '[data-tabster-dummy]'
const narrowest = 320

/** No finding of axe in light and in dark, and nothing to scroll sideways on the narrowest phone. */
export async function expectLooksRight(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect.soft(await findings(page), `${state}, ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  const before = page.viewportSize()
  await page.setViewportSize({ width: narrowest, height: 640 })
  expect.soft(await settledOverflow(page), `${state}, ${narrowest} px wide`).toEqual([])
  if (before !== null) await page.setViewportSize(before)
}

/** Menus and bars fit themselves to a new width a moment later. */
async function settledOverflow(page: Page): Promise<readonly string[]> {
  try {
    await expect.poll(() => tooWide(page), { timeout: 3_000 }).toEqual([])
    return []
  } catch {
    return tooWide(page)
  }
}

async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(`window.axe === undefined && (() => { ${axe.source} })()`)
  return page.evaluate(
    `axe.run({ exclude: ['${notOurs}'] }, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) =>
        id + ': ' + target.join(' ') + ' ' + any.map(({ message }) => message).join(' '))))`,
  )
}
