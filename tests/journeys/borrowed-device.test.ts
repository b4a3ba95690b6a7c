import { describe, expect, test } from 'vitest'
import { sessionCookie } from '../support/cookies.ts'
import { ask } from '../support/in-page.ts'
import { expectUntouched } from '../support/phone-truth.ts'
import { showsHeading } from '../support/reset-steps.ts'
import { signIn } from '../support/sign-in.ts'
import { onStage } from '../support/stage.ts'
import { databaseKinds } from '../support/world.ts'

const hours = 60 * 60

describe.each(databaseKinds)('on a borrowed computer (%s)', (database) => {
  const stage = onStage({ database })

  test('after signing out, the back button shows nothing, and nothing stays', async () => {
    const { email, deviceId } = await stage.holder()
    const { origin } = stage.world
    const page = await stage.visit()
    await signIn(page, origin, email)
    await page.goto(`${origin}/devices/${deviceId}`)
    await showsHeading(page, 'Camille’s iPhone')
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('button', { name: 'Sign out of this device' }).click()
    await showsHeading(page, 'You’re signed out')
    expect(await sessionCookie(page)).toBeNull()
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0)
    for (let step = 0; step < 3; step += 1) {
      await page.goBack()
      if (page.url() === 'about:blank') break
      await page.getByRole('heading', { level: 1, name: /^(Sign in|You’re signed out|This page is too old)/ }).waitFor()
      expect(await page.locator('body').innerText()).not.toMatch(/camille|iphone/i)
    }
  })

  test('the session’s cookie is out of reach of scripts and other sites, and goes with the browser', async () => {
    const { email } = await stage.person()
    const { origin } = stage.world
    const borrowed = await stage.visit()
    await signIn(borrowed, origin, email)
    const forThisHost = { domain: 'localhost', path: '/', httpOnly: true, secure: true, sameSite: 'Lax' }
    expect(await sessionCookie(borrowed)).toMatchObject({ ...forThisHost, expires: -1 })
    expect(await borrowed.evaluate('document.cookie')).not.toContain('session')
    const own = await stage.visit()
    await signIn(own, origin, email, { mine: true })
    const cookie = await sessionCookie(own)
    expect(cookie).toMatchObject(forThisHost)
    expect(cookie?.expires).toBeLessThanOrEqual(Date.now() / 1000 + 8 * hours)
    expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000 + 7 * hours)
    await own.reload()
    await own.getByRole('button', { name: /^Account/ }).click()
    await own.getByRole('button', { name: 'Sign out', exact: true }).click()
    await showsHeading(own, 'You’re signed out')
    await own.goto(origin)
    expect(await own.getByRole('radio', { name: /^Mine/ }).isChecked()).toBe(true)
  })

  test('a stolen session cookie alone confirms nothing and shows no secret', async () => {
    const { email, deviceId, phone } = await stage.holder()
    const { origin } = stage.world
    const page = await stage.visit()
    await signIn(page, origin, email)
    const stolen = await sessionCookie(page)
    if (stolen === null) throw new Error('there is no session to steal')
    const thief = await stage.visit()
    await thief.context().addCookies([stolen])
    await thief.goto(`${origin}/devices/${deviceId}?reset=confirm`)
    await showsHeading(thief, 'Camille’s iPhone')
    expect(await thief.getByRole('dialog').count()).toBe(0)
    const guarded = [
      await ask(thief, 'POST', `/api/devices/${deviceId}/requests`, { act: 'reset-passcode', deviceInHand: true }),
      await ask(thief, 'POST', `/api/devices/${deviceId}/passcode/show`),
    ]
    expect(guarded.map(({ status }) => status)).toEqual([401, 404])
    // What is left is to begin a reset: which ends the session, the holder's page with it, and asks for the password.
    expect((await ask(thief, 'POST', `/api/devices/${deviceId}/confirmations`, { act: 'reset-passcode' })).status).toBe(
      200,
    )
    await thief.goto(origin)
    await showsHeading(thief, 'Sign in')
    await showsHeading(page, 'Sign in')
    expectUntouched(phone)
  })
})
