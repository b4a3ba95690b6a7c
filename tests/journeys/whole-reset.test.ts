import { describe, expect, onTestFinished, test } from 'vitest'
import { expectOpenedOnce, expectUntouched } from '../support/phone-truth.ts'
import { pressReset, showsHeading } from '../support/reset-steps.ts'
import { typeAccount } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import { english as words } from '../support/words.ts'
import { databaseKinds } from '../support/world.ts'

describe.each(databaseKinds)('a forgotten passcode (%s)', (database) => {
  const stage = onStage({ database })

  test('from signing in on a borrowed computer to an open iPhone', async () => {
    const { email, phone } = await stage.holder()
    const { world } = stage
    const page = await stage.visit()

    await page.goto(world.origin)
    expect(await page.getByRole('radio', { name: /^Borrowed or shared/ }).isChecked()).toBe(true)
    await page.getByRole('button', { name: words.signIn }).click()
    await typeAccount(page, email)
    await showsHeading(page, words.devices)
    await page.getByRole('link', { name: /Camille’s iPhone.*Ready for a reset/s }).click()
    await pressReset(page)
    await page.getByRole('button', { name: words.signOutAndContinue }).click()

    await showsHeading(page, words.signInAgain)
    expect(await page.getByRole('status').textContent()).toContain('Camille’s iPhone')
    expect(await page.getByLabel(words.email).inputValue()).toBe(email)
    await typeAccount(page, email)

    const dialog = page.getByRole('dialog', { name: words.confirmDialog })
    await dialog.waitFor()
    expectUntouched(phone)
    // It can be pressed, though a screen reader is told that it does nothing yet.
    await dialog.getByRole('button', { name: words.resetPasscode }).click({ force: true })
    await dialog.getByText(words.tickFirst).waitFor()
    expectUntouched(phone)

    const carriedOut = Promise.withResolvers<undefined>()
    onTestFinished(() => carriedOut.resolve(undefined))
    const loads: string[] = []
    page.on('load', () => loads.push(page.url()))
    phone.setNetwork(false)
    phone.answerSlowly(carriedOut.promise)
    await dialog.getByRole('checkbox', { name: words.tick }).check()
    await dialog.getByRole('button', { name: words.resetPasscode }).click()
    await showsHeading(page, 'Waiting for your iPhone')
    const steps = page.getByRole('list', { name: 'Progress' }).getByRole('listitem')
    expect(await steps.nth(0).textContent()).toContain('Asked (done)')
    phone.setNetwork(true)
    void phone.connect()
    await showsHeading(page, 'Your iPhone has fetched it')
    expect(await steps.nth(1).textContent()).toContain('Fetched (done)')
    carriedOut.resolve(undefined)
    await showsHeading(page, words.done)
    expect(loads).toEqual([])
    expectOpenedOnce(phone)

    await page.getByRole('button', { name: 'Notifications, 1 new' }).click()
    await page.getByRole('region', { name: 'Notifications' }).getByText('Passcode removed').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Notifications/ }).waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Activity' }).click()
    await showsHeading(page, 'Activity')
    const newestFirst = [
      'Passcode removed',
      'Command fetched',
      'Passcode reset asked for',
      'Signed in',
      'Signed in again for a reset',
      'Reset begun, signed out to sign in again',
      'Signed in',
    ]
    const told = page.getByRole('main').getByRole('listitem')
    await told.nth(newestFirst.length).waitFor()
    expect((await told.allTextContents()).slice(0, newestFirst.length)).toEqual(
      newestFirst.map((what) => expect.stringMatching(`^${what}`)),
    )

    await expect.poll(() => world.letters.filter(({ to }) => to === email).length, { timeout: 10_000 }).toBe(2)
    for (const { subject, text } of world.letters) {
      expect(subject).not.toMatch(/passcode|reset|iphone/i)
      expect(text).not.toContain('271828')
    }
    expect(world.logged.join('\n')).not.toContain('271828')
  })
})
