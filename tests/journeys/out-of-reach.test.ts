import { describe, expect, test } from 'vitest'
import { expectOpenedOnce, expectUntouched } from '../support/phone-truth.ts'
import { reachConfirmDialog, showsHeading, tickAndReset } from '../support/reset-steps.ts'
import { typeAccount } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import { english as words } from '../support/words.ts'
import { databaseKinds } from '../support/world.ts'

const overAnHour = 60 * 60_000 + 1_000

describe.each(databaseKinds)('an iPhone out of reach (%s)', (database) => {
  const stage = onStage({ database })

  test('without network: the page waits and helps; back in touch, it opens without a reload', async () => {
    const holder = await stage.holder()
    const { phone } = holder
    const page = await stage.visit()
    await reachConfirmDialog(page, stage.world.origin, holder)
    phone.setNetwork(false)
    await tickAndReset(page)
    await showsHeading(page, 'Waiting for your iPhone')
    await page.getByRole('region', { name: 'What helps' }).getByText('Don’t restart it').waitFor()
    await page.getByRole('button', { name: 'Cancel the reset' }).waitFor()
    expectUntouched(phone)
    phone.setNetwork(true)
    // The push service delivers what it kept.
    expect(phone.ring()).toBe(true)
    await showsHeading(page, words.done)
    expectOpenedOnce(phone)
  })

  test('restarted and never unlocked: after an hour nothing is sent any more, and the person is told', async () => {
    const holder = await stage.holder()
    const { phone, email } = holder
    const { world } = stage
    const page = await stage.visit()
    await reachConfirmDialog(page, world.origin, holder)
    phone.restart()
    expect(phone.see().reachable).toBe(false)
    await tickAndReset(page)
    await showsHeading(page, 'Waiting for your iPhone')
    await stage.moveClock(overAnHour)
    // An hour is more than a session lives untouched; signing in leads back to this page.
    await showsHeading(page, words.signIn)
    await page.getByRole('button', { name: words.signIn }).click()
    await typeAccount(page, email)
    await showsHeading(page, 'The reset was never fetched')
    await page.getByText('It wasn’t in touch for an hour, so we stopped.').waitFor()
    await page.getByRole('button', { name: 'Notifications, 1 new' }).click()
    await page.getByRole('link', { name: 'The reset was never fetched' }).waitFor()
    await expect
      .poll(() => world.letters.filter(({ to }) => to === email).map(({ text }) => text), { timeout: 10_000 })
      .toContainEqual(expect.stringContaining('could not be reached in time'))
    expect(phone.type('271828')).toBe('open')
    phone.lock()
    expect(await phone.connect()).toBe('done')
    expectUntouched(phone)
  })
})
