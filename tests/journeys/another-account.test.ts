import { describe, expect, test } from 'vitest'
import { expectOpenedOnce, expectUntouched } from '../support/phone-truth.ts'
import { showsHeading, signOutForReset, tickAndReset } from '../support/reset-steps.ts'
import { sessionCookie } from '../support/cookies.ts'
import { signIn, typeAccount } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import { english as words } from '../support/words.ts'
import { databaseKinds } from '../support/world.ts'

describe.each(databaseKinds)('another account comes back (%s)', (database) => {
  const stage = onStage({ database })

  test('it is refused and sees nothing; the holder is told, and starts again', async () => {
    const { email, phone, deviceId } = await stage.holder('Camille Moreau')
    const sam = await stage.person('Sam Okafor')
    const { world } = stage
    const page = await stage.visit()
    await signIn(page, world.origin, email)
    await signOutForReset(page, world.origin, deviceId)
    await typeAccount(page, sam.email)

    await showsHeading(page, 'You signed in with another account')
    expect(await page.locator('body').innerText()).not.toMatch(/camille|iphone|okafor/i)
    expect(await sessionCookie(page)).toBeNull()
    expectUntouched(phone)
    await expect
      .poll(() => world.letters.filter(({ to }) => to === email).map(({ text }) => text), { timeout: 10_000 })
      .toEqual([expect.stringContaining('with another account')])

    await page.getByRole('button', { name: 'Start again' }).click()
    await showsHeading(page, words.signInAgain)
    await typeAccount(page, email)
    await tickAndReset(page)
    await showsHeading(page, words.done)
    expectOpenedOnce(phone)
    await page.getByRole('button', { name: 'Notifications, 2 new' }).click()
    await page.getByRole('link', { name: 'Somebody else signed in' }).waitFor()
    expect(world.letters.filter(({ to }) => to === sam.email)).toEqual([])
  })
})
