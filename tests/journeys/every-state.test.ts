import { errors } from '@latchkey/apple-device-simulator'
import { describe, expect, test } from 'vitest'
import { addAndroid } from '../support/android.ts'
import { createFakeCloud } from '../support/fake-cloud.ts'
import { expectLooksRight } from '../support/looks-right.ts'
import {
  confirmDialog,
  pressReset,
  reachConfirmDialog,
  showsHeading,
  signOutForReset,
  tickAndReset,
} from '../support/reset-steps.ts'
import { signIn, typeAccount } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import { english as words } from '../support/words.ts'

// What a page looks like does not depend on the database: one is enough.
describe('every state of every page, light and dark, on the narrowest phone too', () => {
  const cloud = createFakeCloud()
  const stage = onStage({ database: 'embedded', calledChannels: { android: cloud } })

  test('signed out', async () => {
    const { origin } = stage.world
    const page = await stage.visit()
    const pages: Readonly<Record<string, string>> = {
      '/': words.signIn,
      '/contact': 'Contact support',
      '/help': 'Help',
      '/help/windows': 'Help',
      '/privacy': 'Privacy',
      '/signed-out': 'You’re signed out',
      '/no-such-page': 'There is nothing behind this door',
      '/auth/problem?code=too-late&reference=ABCD2345': 'Time ran out, so we stopped',
      '/auth/problem?code=another-account': 'You signed in with another account',
    }
    for (const [path, heading] of Object.entries(pages)) {
      await page.goto(`${origin}${path}`)
      await showsHeading(page, heading)
      await expectLooksRight(page, path)
    }
    await page.goto(`${origin}/contact`)
    await showsHeading(page, 'Contact support')
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('navigation', { name: 'Menu' }).waitFor()
    await expectLooksRight(page, 'menu, signed out')
  })

  test('signed in', async () => {
    const { email, deviceId } = await stage.holder()
    const { origin } = stage.world
    const page = await stage.visit()
    await signIn(page, origin, email, { mine: true })
    await page.getByRole('link', { name: /Camille’s iPhone/ }).waitFor()
    await expectLooksRight(page, 'Devices')
    for (const name of ['Menu', 'Account: Camille Moreau', /^Tell us which device/]) {
      const button = page.getByRole('button', { name })
      await button.click()
      await expectLooksRight(page, `Devices, ${String(name)} open`)
      await button.click()
    }
    await page.goto(`${origin}/devices/${deviceId}`)
    await showsHeading(page, 'Camille’s iPhone')
    await expectLooksRight(page, 'device')
    const bar = page.getByRole('navigation', { name: words.commands })
    await bar.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('dialog', { name: 'Rename' }).waitFor()
    await expectLooksRight(page, 'Rename')
    await page.keyboard.press('Escape')
    await bar.getByRole('button', { name: /^Remote lock/ }).click({ force: true })
    await page.getByRole('dialog', { name: 'Not yet in this version' }).waitFor()
    await expectLooksRight(page, 'not yet')
    await page.keyboard.press('Escape')
    await page.goto(`${origin}/activity`)
    await page.getByText('Joined your organisation').waitFor()
    await expectLooksRight(page, 'Activity')
    await page.goto(`${origin}/devices/${crypto.randomUUID()}`)
    await showsHeading(page, 'There is nothing behind this door')
    await expectLooksRight(page, 'not found, signed in')
  })

  test('without a device', async () => {
    const { email } = await stage.person()
    const page = await stage.visit()
    await signIn(page, stage.world.origin, email)
    await page.getByText('No device stands behind your name yet.').waitFor()
    await expectLooksRight(page, 'Devices, none')
  })

  test('asking, and signing in again', async () => {
    const { email, deviceId } = await stage.holder()
    const { origin } = stage.world
    const page = await stage.visit()
    await page.goto(origin)
    await page.getByRole('button', { name: words.signIn }).click()
    await page.getByLabel(words.email).waitFor()
    await expectLooksRight(page, 'sign-in page')
    await page.getByLabel(words.email).fill(email)
    await page.getByLabel(words.password).fill('wrong')
    await page.getByRole('button', { name: words.signIn }).click()
    await page.getByRole('alert').waitFor()
    await expectLooksRight(page, 'sign-in page, wrong password')
    await typeAccount(page, email)
    await page.getByRole('link', { name: /Camille’s iPhone/ }).click()
    await pressReset(page)
    await expectLooksRight(page, 'first dialog')
    await page.getByRole('button', { name: 'My sign-in needs the locked iPhone' }).click()
    await page.getByRole('dialog', { name: 'Don’t sign out yet' }).waitFor()
    await expectLooksRight(page, 'other ways')
    await page.keyboard.press('Escape')
    await signOutForReset(page, origin, deviceId)
    await expectLooksRight(page, 'sign-in again')
    const again = page.url()
    await page.goto(origin)
    await page.getByRole('button', { name: 'Sign in and go on' }).waitFor()
    await expectLooksRight(page, 'start page with an open reset')
    await page.goto(again)
    await typeAccount(page, email)
    const dialog = confirmDialog(page)
    await dialog.getByRole('button', { name: words.resetPasscode }).click({ force: true })
    await expectLooksRight(page, 'confirm dialog, tick missing')
    await dialog.getByRole('button', { name: 'Learn more' }).click()
    await expectLooksRight(page, 'confirm dialog, Learn more')
    await dialog.getByRole('button', { name: 'I don’t have it' }).click()
    await page.getByRole('dialog', { name: 'Then don’t open it' }).waitFor()
    await expectLooksRight(page, 'not in hand')
  })

  test('waiting, and done', async () => {
    const holder = await stage.holder()
    const page = await stage.visit()
    await reachConfirmDialog(page, stage.world.origin, holder)
    await expectLooksRight(page, 'confirm dialog')
    holder.phone.setNetwork(false)
    await tickAndReset(page)
    await showsHeading(page, 'Waiting for your iPhone')
    await expectLooksRight(page, 'waiting')
    await page.goto(stage.world.origin)
    await page.getByText('Follow it live').waitFor()
    await expectLooksRight(page, 'Devices, a reset runs')
    await page.getByRole('link', { name: /Camille’s iPhone/ }).click()
    holder.phone.setNetwork(true)
    holder.phone.ring()
    await showsHeading(page, words.done)
    await expectLooksRight(page, 'done')
    await page.getByRole('button', { name: 'Notifications, 1 new' }).click()
    await page.getByRole('link', { name: 'Passcode removed' }).waitFor()
    await expectLooksRight(page, 'notifications')
  })

  test('failed, and cancelled', async () => {
    const holder = await stage.holder()
    const page = await stage.visit()
    await reachConfirmDialog(page, stage.world.origin, holder)
    holder.phone.failNext([errors.cannotClearPasscode])
    await tickAndReset(page)
    await showsHeading(page, 'The passcode wasn’t reset')
    await expectLooksRight(page, 'failed')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('button', { name: words.signOutAndContinue }).click()
    await typeAccount(page, holder.email)
    holder.phone.setNetwork(false)
    await tickAndReset(page)
    await page.getByRole('button', { name: 'Cancel the reset' }).click()
    await showsHeading(page, 'The reset was cancelled')
    await expectLooksRight(page, 'cancelled')
  })

  test('a temporary passcode', async () => {
    const person = await stage.person()
    const deviceId = await addAndroid(stage.world.server.database, person.id, 'Camille’s Pixel')
    const page = await stage.visit()
    await signIn(page, stage.world.origin, person.email)
    await signOutForReset(page, stage.world.origin, deviceId)
    await typeAccount(page, person.email)
    await page.getByRole('checkbox', { name: words.tick }).check()
    await page.getByRole('dialog').getByRole('button', { name: words.resetPasscode }).click()
    await expect.poll(() => cloud.delivered.length, { timeout: 10_000 }).toBe(1)
    cloud.carryOut()
    await showsHeading(page, 'Your phone has a new passcode')
    await expectLooksRight(page, 'temporary passcode, hidden')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByRole('button', { name: 'Hide' }).waitFor()
    await expectLooksRight(page, 'temporary passcode, shown')
  })

  test('too late, silent, and never fetched', async () => {
    const holder = await stage.holder()
    const page = await stage.visit()
    await reachConfirmDialog(page, stage.world.origin, holder)
    await stage.moveClock(301_000)
    await tickAndReset(page)
    await showsHeading(page, 'Time ran out, so we stopped')
    await expectLooksRight(page, 'too late')
    await page.getByRole('button', { name: 'Start again' }).click()
    await typeAccount(page, holder.email)
    holder.phone.fallSilent()
    await tickAndReset(page)
    await showsHeading(page, 'Your iPhone has fetched it')
    await expectLooksRight(page, 'fetched')
    await stage.moveClock(601_000)
    await showsHeading(page, 'Have a look at your iPhone')
    await expectLooksRight(page, 'silent')
    await page.getByRole('button', { name: 'Reset again' }).click()
    await page.getByRole('button', { name: words.signOutAndContinue }).click()
    await typeAccount(page, holder.email)
    holder.phone.setNetwork(false)
    await tickAndReset(page)
    await showsHeading(page, 'Waiting for your iPhone')
    await stage.moveClock(3_601_000)
    await showsHeading(page, words.signIn)
    await expectLooksRight(page, 'start page after a session')
    await page.getByRole('button', { name: words.signIn }).click()
    await typeAccount(page, holder.email)
    await showsHeading(page, 'The reset was never fetched')
    await expectLooksRight(page, 'never fetched')
  })
})
