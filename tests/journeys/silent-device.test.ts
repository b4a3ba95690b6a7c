import { describe, expect, test } from 'vitest'
import { expectOpenedOnce, timesRemoved } from '../support/phone-truth.ts'
import { reachConfirmDialog, showsHeading, tickAndReset } from '../support/reset-steps.ts'
import { onStage } from '../support/stage.ts'
import { english as words } from '../support/words.ts'
import { databaseKinds } from '../support/world.ts'

const overTenMinutes = 10 * 60_000 + 1_000

describe.each(databaseKinds)('an iPhone that takes the command and says nothing (%s)', (database) => {
  const stage = onStage({ database })

  test('after ten minutes: look at it, or reset again; a late answer is still shown', async () => {
    const holder = await stage.holder()
    const { phone } = holder
    const page = await stage.visit()
    await reachConfirmDialog(page, stage.world.origin, holder)
    phone.fallSilent()
    await tickAndReset(page)
    await showsHeading(page, 'Your iPhone has fetched it')
    await page.getByText('It can’t be cancelled any more.').waitFor()
    await stage.moveClock(overTenMinutes)
    await showsHeading(page, 'Have a look at your iPhone')
    expect(timesRemoved(phone)).toBe(0)
    await page.getByRole('button', { name: 'Reset again' }).click()
    await page.getByRole('dialog', { name: words.firstDialog }).getByRole('button', { name: 'Cancel' }).click()
    await phone.speak()
    await showsHeading(page, words.done)
    await page.getByText('The answer came late, after we had stopped waiting. It counts all the same.').waitFor()
    expectOpenedOnce(phone)
  })
})
