import { mkdir } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { launch } from '../support/browser.ts'
import { pressReset, reachConfirmDialog, showsHeading, signOutForReset, tickAndReset } from '../support/reset-steps.ts'
import { signIn } from '../support/sign-in.ts'
import { english } from '../support/words.ts'
import { openWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

/* `npm run shots`: takes the pictures in docs/pictures anew, from the real server and simulated devices. */

const folder = new URL('../../docs/pictures/', import.meta.url).pathname
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const

type Picture = (page: Page, what: string) => Promise<unknown>

await mkdir(folder, { recursive: true })
const world = await openWorld({ database: 'embedded', config: { mode: 'demo' } })
const browser = await launch()
try {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const name = `${size}-${colorScheme}`
      const holder = `camille-${name}@contoso.example`
      await world.addPerson(holder, 'Camille Moreau')
      const { deviceId } = await world.addApple(holder, 'iPhone 13', 'Camille’s iPhone', '271828')
      await world.addApple(holder, 'iPad (9th generation)', 'Kitchen iPad', '314159')
      const picture: Picture = (page, what) => page.screenshot({ path: `${folder}${what}-${name}.png` })
      await tell(world, browser, { email: holder, deviceId }, picture, { viewport, colorScheme })
    }
  }
} finally {
  await browser.close()
  await world.close()
}

/** One reset, with a picture at each stop. */
async function tell(
  { origin }: World,
  withBrowser: Browser,
  holder: { readonly email: string; readonly deviceId: string },
  picture: Picture,
  look: { readonly viewport: { width: number; height: number }; readonly colorScheme: 'light' | 'dark' },
): Promise<void> {
  const context = await withBrowser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...look })
  const page = await context.newPage()
  await page.goto(origin)
  await page.getByRole('button', { name: english.signIn }).waitFor()
  await picture(page, 'start')
  await signIn(page, origin, holder.email)
  await page.getByRole('link', { name: /Kitchen iPad/ }).waitFor()
  await picture(page, 'devices')
  await page.goto(`${origin}/devices/${holder.deviceId}`)
  await showsHeading(page, /iPhone/)
  await picture(page, 'device')
  await pressReset(page)
  await picture(page, 'sign-out')
  await page.keyboard.press('Escape')
  await signOutForReset(page, origin, holder.deviceId)
  await picture(page, 'sign-in-again')
  await context.clearCookies()
  await reachConfirmDialog(page, origin, holder)
  await picture(page, 'confirm')
  await tickAndReset(page)
  await showsHeading(page, english.done)
  await picture(page, 'done')
  await context.close()
}
