import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { callbackOf, withParameters } from '../support/callback.ts'
import { sessionCookie } from '../support/cookies.ts'
import { ask } from '../support/in-page.ts'
import { expectUntouched } from '../support/phone-truth.ts'
import { confirmDialog, showsHeading, signOutForReset } from '../support/reset-steps.ts'
import { signIn, typeAccount } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import type { Holder, Stage } from '../support/stage.ts'
import { databaseKinds } from '../support/world.ts'

/** A page that tells it in words, a way on, and nobody signed in. */
async function refusedIn(page: Page, address: string, what = 'refused'): Promise<void> {
  const response = await page.goto(address)
  expect(response?.status(), what).toBe(200)
  expect(new URL(page.url()).pathname, what).toBe('/auth/problem')
  await showsHeading(page, /You began in another browser|didn’t count|sign-in service|was stopped/)
  await page.getByText(/Nothing was sent|nothing was sent/).waitFor()
  expect(await sessionCookie(page), what).toBeNull()
}

async function atProvider(stage: Stage, { email, deviceId }: Holder): Promise<Page> {
  const page = await stage.visit()
  await signIn(page, stage.world.origin, email)
  await signOutForReset(page, stage.world.origin, deviceId)
  return page
}

const forgeries: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'from another issuer': { iss: 'https://login.evil.example' },
  'without an issuer': { iss: null },
  'without a code': { code: null },
  'with a code of nobody’s': { code: randomBytes(32).toString('base64url') },
  'that says both yes and no': { error: 'access_denied' },
}

describe.each(databaseKinds)('a callback that is not what it says (%s)', (database) => {
  const stage = onStage({ database })

  test('changed on its way: refused, and its sign-in is over', async () => {
    const holder = await stage.holder()
    const page = await atProvider(stage, holder)
    for (const [name, changes] of Object.entries(forgeries)) {
      const real = await callbackOf(page, holder.email)
      await refusedIn(page, withParameters(real, changes), name)
      await refusedIn(page, real, `${name}, then the real one`)
      const again = await ask(page, 'POST', '/api/confirmation/again')
      await page.goto((JSON.parse(again.body) as { location: string }).location)
    }
    expectUntouched(holder.phone)
  })

  test('with a state of nobody’s: refused, and the real sign-in goes on', async () => {
    const holder = await stage.holder()
    const page = await atProvider(stage, holder)
    const signInPage = page.url()
    const state = randomBytes(32).toString('base64url')
    await refusedIn(page, `${stage.world.origin}/auth/callback?code=x&state=${state}`)
    await refusedIn(page, `${stage.world.origin}/auth/callback`)
    await page.goto(signInPage)
    await typeAccount(page, holder.email)
    await confirmDialog(page).waitFor()
    expectUntouched(holder.phone)
  })

  test('two browsers’ swapped: neither gets in', async () => {
    const [camille, sam] = [await stage.holder('Camille Moreau'), await stage.holder('Sam Okafor')]
    const hers = await atProvider(stage, camille)
    const his = await atProvider(stage, sam)
    const herCallback = await callbackOf(hers, camille.email)
    const hisCallback = await callbackOf(his, sam.email)
    await refusedIn(hers, hisCallback)
    await refusedIn(his, herCallback)
    const herState = new URL(herCallback).searchParams.get('state')
    await refusedIn(hers, withParameters(hisCallback, { state: herState }))
    expectUntouched(camille.phone)
    expectUntouched(sam.phone)
  })

  test('used twice: it confirms once, and opens nothing elsewhere or later', async () => {
    const holder = await stage.holder()
    const page = await atProvider(stage, holder)
    const real = await callbackOf(page, holder.email)
    await page.goto(real)
    await confirmDialog(page).getByRole('button', { name: 'Cancel', exact: true }).click()
    await confirmDialog(page).waitFor({ state: 'detached' })
    await refusedIn(await stage.visit(), real)
    await page.goto(real)
    await showsHeading(page, 'Devices')
    await page.goto(`${stage.world.origin}/devices/${holder.deviceId}`)
    await showsHeading(page, 'Camille’s iPhone')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('button', { name: 'Sign out of this device' }).click()
    await showsHeading(page, 'You’re signed out')
    await refusedIn(page, real)
    expectUntouched(holder.phone)
  })
})
