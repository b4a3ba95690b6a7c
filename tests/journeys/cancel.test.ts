import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectFocus } from '../support/keyboard.ts'
import { expectUntouched } from '../support/phone-truth.ts'
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
import { databaseKinds } from '../support/world.ts'

const waysOut: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'the ×': (page) => page.getByRole('dialog').getByRole('button', { name: 'Close' }).click(),
  Escape: (page) => page.keyboard.press('Escape'),
  Cancel: (page) => page.getByRole('dialog').getByRole('button', { name: 'Cancel', exact: true }).click(),
}

describe.each(databaseKinds)('a reset that is called off (%s)', (database) => {
  const stage = onStage({ database })

  test('in the first dialog: still signed in, and back where it began', async () => {
    const { email, phone, deviceId } = await stage.holder()
    const page = await stage.visit()
    await signIn(page, stage.world.origin, email)
    await page.goto(`${stage.world.origin}/devices/${deviceId}`)
    for (const leave of Object.values(waysOut)) {
      await pressReset(page)
      await leave(page)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await showsHeading(page, 'Camille’s iPhone')
      const command = page.getByRole('navigation', { name: words.commands }).getByRole('button', { name: /^Reset/ })
      await expectFocus(command)
    }
    expectUntouched(phone)
  })

  test('on the provider’s page, by “Stop, don’t reset anything”, for good', async () => {
    const { email, phone, deviceId } = await stage.holder()
    const page = await stage.visit()
    await signIn(page, stage.world.origin, email)
    await signOutForReset(page, stage.world.origin, deviceId)
    const signInPage = page.url()
    await page.getByRole('button', { name: 'Stop, don’t reset anything' }).click()
    await showsHeading(page, words.signIn)
    expect(new URL(page.url()).pathname).toBe('/')

    await page.goto(signInPage)
    await typeAccount(page, email)
    await showsHeading(page, 'That sign-in didn’t count')
    await signIn(page, stage.world.origin, email)
    await page.goto(`${stage.world.origin}/devices/${deviceId}`)
    await showsHeading(page, 'Camille’s iPhone')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expectUntouched(phone)
  })

  test('in the confirm dialog: nothing is sent, and a reload asks no more', async () => {
    const { email, phone, deviceId } = await stage.holder()
    const page = await stage.visit()
    await signIn(page, stage.world.origin, email)
    for (const leave of Object.values(waysOut)) {
      await signOutForReset(page, stage.world.origin, deviceId)
      await typeAccount(page, email)
      await confirmDialog(page).waitFor()
      const told = page.waitForResponse('**/api/confirmation/cancel')
      await leave(page)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await showsHeading(page, 'Camille’s iPhone')
      await told
      await page.reload()
      await showsHeading(page, 'Camille’s iPhone')
      expect(await page.getByRole('dialog').count()).toBe(0)
    }
    expectUntouched(phone)
  })

  test('without the device in the hand: support’s address, and nothing is sent', async () => {
    const holder = await stage.holder()
    const page = await stage.visit()
    await reachConfirmDialog(page, stage.world.origin, holder)
    await confirmDialog(page).getByRole('button', { name: 'I don’t have it' }).click()
    const dialog = page.getByRole('dialog', { name: 'Then don’t open it' })
    await dialog.getByText('+1 555 0100').waitFor()
    await dialog.getByRole('button', { name: 'Cancel the reset' }).click()
    await showsHeading(page, 'Camille’s iPhone')
    expectUntouched(holder.phone)
  })

  test('while the iPhone is out of reach: it comes back to nothing', async () => {
    const holder = await stage.holder()
    const page = await stage.visit()
    holder.phone.setNetwork(false)
    await reachConfirmDialog(page, stage.world.origin, holder)
    await tickAndReset(page)
    await showsHeading(page, 'Waiting for your iPhone')
    await page.getByRole('button', { name: 'Cancel the reset' }).click()
    await showsHeading(page, 'The reset was cancelled')
    await page.getByText('You cancelled it before it left.').waitFor()
    holder.phone.setNetwork(true)
    expect(await holder.phone.connect()).toBe('done')
    expectUntouched(holder.phone)
  })
})
