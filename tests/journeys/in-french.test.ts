import { describe, expect, test } from 'vitest'
import { expectOpenedOnce } from '../support/phone-truth.ts'
import { pressReset, showsHeading } from '../support/reset-steps.ts'
import { typeAccount } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import { french as words } from '../support/words.ts'
import { databaseKinds } from '../support/world.ts'

describe.each(databaseKinds)('un code oublié (%s)', (database) => {
  const stage = onStage({ database })

  test('French, chosen on the start page, lasts until the iPhone is open', async () => {
    const { email, phone } = await stage.holder()
    const page = await stage.visit()
    await page.goto(stage.world.origin)
    await page.getByLabel('Language').selectOption('Français')
    await page.getByRole('button', { name: words.signIn }).click()
    await typeAccount(page, email, words)
    await showsHeading(page, words.devices)
    await page.getByRole('link', { name: /Camille’s iPhone/ }).click()
    await pressReset(page, words)
    await page.getByRole('button', { name: words.signOutAndContinue }).click()
    await showsHeading(page, words.signInAgain)
    await typeAccount(page, email, words)
    const dialog = page.getByRole('dialog', { name: words.confirmDialog })
    await dialog.getByRole('checkbox', { name: words.tick }).check()
    await dialog.getByRole('button', { name: words.resetPasscode }).click()
    await showsHeading(page, words.done)
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    expectOpenedOnce(phone)
  })
})
