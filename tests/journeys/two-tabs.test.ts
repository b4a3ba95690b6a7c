import { describe, expect, onTestFinished, test } from 'vitest'
import { expectOpenedOnce } from '../support/phone-truth.ts'
import { confirmDialog, reachConfirmDialog, showsHeading, tickAndReset } from '../support/reset-steps.ts'
import { signIn } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import { english as words } from '../support/words.ts'
import { databaseKinds } from '../support/world.ts'

describe.each(databaseKinds)('two tabs of one browser (%s)', (database) => {
  const stage = onStage({ database })

  test('both press: one request, one removal, and both follow it', async () => {
    const holder = await stage.holder()
    const { world } = stage
    const first = await stage.visit()
    await reachConfirmDialog(first, world.origin, holder)
    const second = await first.context().newPage()
    await second.goto(`${world.origin}/devices/${holder.deviceId}`)
    await confirmDialog(second).waitFor()
    const carriedOut = Promise.withResolvers<undefined>()
    onTestFinished(() => carriedOut.resolve(undefined))
    holder.phone.answerSlowly(carriedOut.promise)
    // Neither leaves before the other is there, or the second tab would follow the first one's live.
    const both = Promise.withResolvers<undefined>()
    let pressed = 0
    await first.context().route('**/requests', async (route) => {
      pressed += 1
      if (pressed === 2) both.resolve(undefined)
      await both.promise
      await route.continue()
    })

    await Promise.all([first, second].map(tickAndReset))
    await Promise.all([first, second].map((page) => showsHeading(page, 'Your iPhone has fetched it')))
    carriedOut.resolve(undefined)
    await Promise.all([first, second].map((page) => showsHeading(page, words.done)))
    expectOpenedOnce(holder.phone)
    const requests = await world.test.database.engine.query('select id from request where device_id = $1', [
      holder.deviceId,
    ])
    expect(requests.rows).toHaveLength(1)
  })

  test('signed out in one, the other shows nothing more within a second', async () => {
    const { email, deviceId } = await stage.holder()
    const first = await stage.visit()
    await signIn(first, stage.world.origin, email)
    const second = await first.context().newPage()
    await second.goto(`${stage.world.origin}/devices/${deviceId}`)
    await showsHeading(second, 'Camille’s iPhone')
    await first.getByRole('button', { name: /^Account/ }).click()
    const ended = first.waitForResponse('**/api/session/end')
    await first.getByRole('button', { name: 'Sign out of this device' }).click()
    await ended
    await second.getByRole('heading', { name: 'Camille’s iPhone' }).waitFor({ state: 'detached', timeout: 1_000 })
    await showsHeading(second, words.signIn)
    await second.getByText(/^You were signed out/).waitFor()
  })
})
