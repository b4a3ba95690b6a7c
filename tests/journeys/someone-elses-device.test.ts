import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ask } from '../support/in-page.ts'
import { expectUntouched } from '../support/phone-truth.ts'
import { reachConfirmDialog, showsHeading, tickAndReset } from '../support/reset-steps.ts'
import { signIn } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import { databaseKinds } from '../support/world.ts'

type Route = readonly ['GET' | 'POST', (device: string, request: string) => string, object?]

/** Every route that takes the id of a device or a request. */
const routes: readonly Route[] = [
  ['GET', (device) => `/api/devices/${device}`],
  ['POST', (device) => `/api/devices/${device}/name`, { name: 'Mine now' }],
  ['POST', (device) => `/api/devices/${device}/confirmations`, { act: 'reset-passcode' }],
  ['POST', (device) => `/api/devices/${device}/requests`, { act: 'reset-passcode', deviceInHand: true }],
  ['POST', (device) => `/api/devices/${device}/passcode/show`],
  ['POST', (device) => `/api/devices/${device}/passcode/done`],
  ['GET', (_device, request) => `/api/requests/${request}`],
  ['POST', (_device, request) => `/api/requests/${request}/cancel`],
]

async function answers(page: Page, device: string, request: string) {
  const found = []
  for (const [method, path, body] of routes) {
    const { status, type, body: text } = await ask(page, method, path(device, request), body)
    found.push({ status, type, ...JSON.parse(text), reference: null })
  }
  return found
}

describe.each(databaseKinds)('someone else’s device (%s)', (database) => {
  const stage = onStage({ database })

  test('is not there: by each route the answer is that for an id of nothing', async () => {
    const camille = await stage.holder('Camille Moreau')
    const sam = await stage.holder('Sam Okafor')
    const { world } = stage
    camille.phone.setNetwork(false)
    const hers = await stage.visit()
    await reachConfirmDialog(hers, world.origin, camille)
    const asked = hers.waitForResponse('**/requests')
    await tickAndReset(hers)
    const { request } = (await (await asked).json()) as { request: { id: string } }

    // Sam has just confirmed a reset of his own phone, and could ask for one.
    const page = await stage.visit()
    await reachConfirmDialog(page, world.origin, sam)
    const real = await answers(page, camille.deviceId, request.id)
    expect(real).toEqual(await answers(page, randomUUID(), randomUUID()))
    for (const answer of real) expect(answer).toMatchObject({ status: 404, code: 'not-found' })

    await page.goto(`${world.origin}/devices/${camille.deviceId}`)
    await showsHeading(page, 'There is nothing behind this door')
    expect(await page.locator('body').innerText()).not.toContain('Camille')
    expectUntouched(camille.phone)
    expectUntouched(sam.phone)
    await showsHeading(hers, 'Waiting for your iPhone')
  })

  test('its address brings a stranger to the start page first, and to nothing then', async () => {
    const camille = await stage.holder('Camille Moreau')
    const sam = await stage.person('Sam Okafor')
    const page = await stage.visit()
    await page.goto(`${stage.world.origin}/devices/${camille.deviceId}`)
    await showsHeading(page, 'Sign in')
    await signIn(page, stage.world.origin, sam.email)
    await page.goto(`${stage.world.origin}/devices/${camille.deviceId}`)
    await showsHeading(page, 'There is nothing behind this door')
  })
})
