import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addAndroid } from '../support/android.ts'
import { createFakeCloud } from '../support/fake-cloud.ts'
import { ask } from '../support/in-page.ts'
import { showsHeading, signOutForReset } from '../support/reset-steps.ts'
import { signIn, typeAccount } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import { english as words } from '../support/words.ts'
import { databaseKinds } from '../support/world.ts'

const name = 'Camille’s Pixel'
const spell = (passcode: string) => [...passcode].map((digit) => `digit ${digit}`).join(', ')
const inForce = 'Your phone has a new passcode'

describe.each(databaseKinds)('a temporary passcode (%s)', (database) => {
  const cloud = createFakeCloud()
  const stage = onStage({ database, calledChannels: { android: cloud } })

  async function askForOne() {
    const person = await stage.person()
    const deviceId = await addAndroid(stage.world.server.database, person.id, name)
    const page = await stage.visit()
    await signIn(page, stage.world.origin, person.email)
    await signOutForReset(page, stage.world.origin, deviceId)
    await typeAccount(page, person.email)
    const dialog = page.getByRole('dialog', { name: 'Reset your phone’s passcode?' })
    await dialog.getByRole('checkbox', { name: words.tick }).check()
    await dialog.getByRole('button', { name: words.resetPasscode }).click()
    return { ...person, deviceId, page }
  }
  const lastPasscode = () => cloud.delivered.at(-1)?.passcode?.reveal() ?? 'none was made'
  const showButton = (page: Page) => page.getByRole('button', { name: 'Show', exact: true })

  test('is shown by Show, hides when the page is left, and is erased by Done', async () => {
    const { page, deviceId, email } = await askForOne()
    const { world } = stage
    await showsHeading(page, 'Your phone has fetched it')
    cloud.carryOut()
    await showsHeading(page, inForce)
    const passcode = lastPasscode()
    expect(passcode).toMatch(/^\d{8}$/)
    expect(await page.content()).not.toContain(passcode)
    expect((await ask(page, 'GET', `/api/devices/${deviceId}`)).body).not.toContain(passcode)

    await showButton(page).click()
    const spelled = spell(passcode)
    await page.getByRole('img', { name: spelled, exact: true }).waitFor()
    await page.getByRole('navigation', { name: words.commands }).getByRole('link', { name: words.devices }).click()
    await page.getByRole('link', { name: new RegExp(name) }).click()
    await showButton(page).waitFor()
    expect(await page.content()).not.toContain(spelled)

    const elsewhere = await stage.visit()
    await signIn(elsewhere, world.origin, email)
    await elsewhere.goto(`${world.origin}/devices/${deviceId}`)
    await elsewhere.getByText(/^It is shown for 15 minutes after a sign-in made for it/).waitFor()
    const refused = await ask(elsewhere, 'POST', `/api/devices/${deviceId}/passcode/show`)
    expect(refused).toMatchObject({ status: 401, body: expect.stringContaining('fresh-sign-in-needed') })

    await page.getByRole('button', { name: 'Done, I’ve chosen my own' }).click()
    await showsHeading(page, name)
    expect((await ask(page, 'POST', `/api/devices/${deviceId}/passcode/show`)).status).toBe(404)
    const { rows } = await world.test.database.engine.query(
      'select sealed from temporary_passcode where device_id = $1',
      [deviceId],
    )
    expect(rows).toEqual([{ sealed: null }])
    await expect
      .poll(() => world.letters.filter(({ to }) => to === email).map(({ text }) => text), { timeout: 10_000 })
      .toContainEqual(expect.stringContaining('temporary passcode'))
    expect(JSON.stringify([world.letters, world.logged])).not.toContain(passcode)
  })

  test('a quarter of an hour after the sign-in, one signs in again to see the same one', async () => {
    const { page, deviceId, email } = await askForOne()
    await showsHeading(page, 'Your phone has fetched it')
    cloud.carryOut()
    await showsHeading(page, inForce)
    const delivered = cloud.delivered.length
    // In two steps, with a sign of life between: a session ends sooner.
    await stage.moveClock(8 * 60_000)
    await ask(page, 'POST', '/api/session/extend')
    await stage.moveClock(7 * 60_000 + 1_000)
    await showButton(page).click()
    const again = page.getByRole('button', { name: 'Sign in again to see it' })
    await again.waitFor()
    expect((await ask(page, 'POST', `/api/devices/${deviceId}/passcode/show`)).status).toBe(401)
    await again.click()
    await typeAccount(page, email)
    await showsHeading(page, inForce)
    await showButton(page).click()
    await page.getByRole('img', { name: spell(lastPasscode()), exact: true }).waitFor()
    expect(cloud.delivered.length).toBe(delivered)
  })

  test('a call without an answer is never made again; the cloud is asked until it knows', async () => {
    const before = cloud.delivered.length
    cloud.breakNextCall()
    const { page } = await askForOne()
    await showsHeading(page, 'Your phone has fetched it')
    const asked = cloud.timesAsked
    await expect.poll(() => cloud.timesAsked, { timeout: 15_000 }).toBeGreaterThan(asked + 2)
    expect(cloud.delivered.length).toBe(before + 1)
    cloud.carryOut()
    await showsHeading(page, inForce)
    await showButton(page).click()
    await page.getByRole('img', { name: spell(lastPasscode()), exact: true }).waitFor()
    expect(cloud.delivered.length).toBe(before + 1)
  })
})
