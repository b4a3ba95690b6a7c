import type { AppleDevice } from '@latchkey/apple-device-simulator'
import { errors } from '@latchkey/apple-device-simulator'
import { describe, expect, test } from 'vitest'
import { timesRemoved } from '../support/phone-truth.ts'
import { reachConfirmDialog, showsHeading, tickAndReset } from '../support/reset-steps.ts'
import { onStage } from '../support/stage.ts'
import { databaseKinds } from '../support/world.ts'

type Refusal = { readonly make: (phone: AppleDevice) => void; readonly told: string; readonly again: boolean }

const refusals: Readonly<Record<string, Refusal>> = {
  'that its key no longer fits (5013)': {
    make: (phone) => phone.failNext([errors.cannotClearPasscode]),
    told: 'Your iPhone got the command, but the key we hold no longer fits its lock.',
    again: true,
  },
  'that it is in Lost Mode (12078)': {
    make: (phone) => phone.setLostMode(true),
    told: 'Your iPhone is in Lost Mode, and keeps its passcode until that ends.',
    again: false,
  },
  'an error nobody knows': {
    make: (phone) =>
      phone.failNext([{ domain: 'MCOtherErrorDomain', code: 4711, description: '<b>Secret detail</b>' }]),
    told: 'Your iPhone refused, and didn’t say why in a way that we understand.',
    again: true,
  },
}

describe.each(databaseKinds)('an iPhone that refuses (%s)', (database) => {
  const stage = onStage({ database })

  test.each(Object.entries(refusals))('says %s: told in plain words', async (_name, { make, told, again }) => {
    const holder = await stage.holder()
    const { phone } = holder
    const page = await stage.visit()
    await reachConfirmDialog(page, stage.world.origin, holder)
    make(phone)
    await tickAndReset(page)
    await showsHeading(page, 'The passcode wasn’t reset')
    await page.getByText(told).waitFor()
    await page.getByText(/^Reference for support: [A-Z2-9]{8}$/).waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(again ? 1 : 0)
    expect(await page.locator('body').innerText()).not.toMatch(/5013|12078|4711|ErrorDomain|Secret detail/)
    expect(phone.see()).toMatchObject({ locked: true, passcodeSet: true })
    expect(timesRemoved(phone)).toBe(0)

    await page.getByRole('button', { name: 'Back to the device' }).click()
    await showsHeading(page, 'Camille’s iPhone')
    await page.getByRole('button', { name: 'Notifications, 1 new' }).click()
    await page.getByRole('link', { name: 'The passcode wasn’t reset' }).waitFor()
  })
})
