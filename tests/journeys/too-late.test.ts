import { describe, test } from 'vitest'
import { expectOpenedOnce, expectUntouched } from '../support/phone-truth.ts'
import {
  confirmDialog,
  reachConfirmDialog,
  showsHeading,
  signOutForReset,
  tickAndReset,
} from '../support/reset-steps.ts'
import { signIn, typeAccount } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import { english as words } from '../support/words.ts'
import { databaseKinds } from '../support/world.ts'

const justOverFiveMinutes = 301_000

describe.each(databaseKinds)('five minutes are over (%s)', (database) => {
  const stage = onStage({ database })

  test('before the sign-in is complete: nothing is sent, and one press starts again', async () => {
    const { email, phone, deviceId } = await stage.holder()
    const page = await stage.visit()
    await signIn(page, stage.world.origin, email)
    await signOutForReset(page, stage.world.origin, deviceId)
    await stage.moveClock(justOverFiveMinutes)
    await page.reload()
    await page.getByRole('status').getByText('Time ran out, so we stopped.').waitFor()
    await typeAccount(page, email)
    await showsHeading(page, 'Time ran out, so we stopped')
    await page.getByText('Nothing was sent to Camille’s iPhone, and its passcode is unchanged.').waitFor()
    expectUntouched(phone)

    await page.getByRole('button', { name: 'Start again' }).click()
    await showsHeading(page, words.signInAgain)
    await typeAccount(page, email)
    await tickAndReset(page)
    await showsHeading(page, words.done)
    expectOpenedOnce(phone)
  })

  test('with the confirm dialog still open: the button does nothing more', async () => {
    const holder = await stage.holder()
    const page = await stage.visit()
    await reachConfirmDialog(page, stage.world.origin, holder)
    await stage.moveClock(justOverFiveMinutes)
    await tickAndReset(page)
    await showsHeading(page, 'Time ran out, so we stopped')
    await confirmDialog(page).waitFor({ state: 'detached' })
    expectUntouched(holder.phone)
    await page.getByRole('button', { name: 'Not now' }).click()
    await showsHeading(page, 'Camille’s iPhone')
  })
})
