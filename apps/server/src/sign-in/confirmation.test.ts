import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeIntent } from './intent.ts'
import { deviceId, landing, origin, sam, startTestPortal } from './test-portal.ts'
import type { TestBrowser, TestPortal } from './test-portal.ts'

let portal: TestPortal
let at: TestBrowser

/** Camille has signed in ten minutes ago, and is about to reset her iPhone's passcode. */
beforeEach(async () => {
  portal = await startTestPortal()
  at = portal.browser()
  await at.signIn()
  portal.memory.pass(600)
})
afterEach(() => portal.close())

test('asking ends the session and leads to a sign-in made for it', async () => {
  const asked = await at.ask()
  const { location } = asked.json<{ location: string }>()
  const sent = new URL(location).searchParams
  expect([sent.get('prompt'), sent.get('max_age'), sent.get('login_hint')]).toEqual([
    'login',
    '1',
    'camille@contoso.example',
  ])
  expect(sent.get('latchkey_intent')).toBeNull()
  expect(portal.memory.liveSessions()).toEqual([])
  expect(portal.memory.intent()).toMatchObject({ state: 'asked', act: 'reset-passcode', deviceId })
  expect((await at.get('/api/mine')).statusCode).toBe(401)
  const lines = [asked.headers['set-cookie'] ?? []].flat()
  expect(lines.find((line) => line.startsWith('__Host-latchkey-confirmation='))).toMatch(
    /; Max-Age=900; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('the same account, fresh and in time: a new session that carries the intent', async () => {
  const callback = await at.askAndVisit()
  portal.memory.pass(250)
  const answer = await at.get(callback)
  expect(landing(answer)).toBe(`/devices/${deviceId}?reset=confirm`)
  const [session] = portal.memory.liveSessions()
  const intent = portal.memory.intent()
  expect(session?.confirmationId).toBe(intent?.id)
  expect(intent).toMatchObject({ state: 'verified', sessionHash: session?.idHash })
  const { confirmation } = (await at.get('/api/confirmation')).json<{ confirmation: object }>()
  const closesAt = new Date(portal.memory.now().getTime() + 300_000).toISOString()
  expect(confirmation).toEqual({
    state: 'verified',
    act: 'reset-passcode',
    deviceId,
    deviceName: 'Camille’s iPhone',
    closesAt,
  })
})

test('another account: no session for it, none left, the holder is told, and the right one may start again', async () => {
  portal.provider.signInAs(sam)
  const callback = await at.askAndVisit()
  const answer = await at.get(callback)
  expect(landing(answer)).toBe('another-account')
  expect(answer.body + String(answer.headers['location'])).not.toMatch(/Camille|iPhone|contoso/)
  expect(portal.memory.liveSessions()).toEqual([])
  expect(portal.memory.rows.people.size).toBe(1)
  const { id: personId } = portal.person
  expect(portal.memory.committed).toContainEqual({
    type: 'notice',
    personId,
    notice: 'sign-in-refused',
    requestId: null,
  })
  const kind = 'sign-in-by-another-account'
  const notified = portal.memory.committed.find((effect) => effect.type === 'notified')
  expect(notified?.notification).toMatchObject({ personId, deviceId, kind })
  portal.provider.signInAs({ sub: 'camille', email: 'camille@contoso.example' })
  portal.memory.pass(60)
  const again = (await at.post('/api/confirmation/again')).json<{ location: string }>()
  expect(landing(await at.get(await at.visit(again.location)))).toBe(`/devices/${deviceId}?reset=confirm`)
})

test.each([
  [299, 'confirm'],
  [300, 'confirm'],
  [301, 'expired'],
])('a callback %d s after the press', async (seconds, reset) => {
  portal.memory.pass(-portal.memory.now().getMilliseconds() / 1000)
  const { location } = (await at.ask()).json<{ location: string }>()
  portal.memory.pass(seconds)
  const answer = await at.get(await at.visit(location))
  expect(landing(answer)).toBe(`/devices/${deviceId}?reset=${reset}`)
  expect(portal.memory.intent()?.state).toBe(reset === 'confirm' ? 'verified' : 'expired')
  expect((await at.get('/api/mine')).statusCode).toBe(200)
})

test('too late: signed in, told so, and one press starts again', async () => {
  const { location } = (await at.ask()).json<{ location: string }>()
  portal.memory.pass(301)
  expect((await at.get('/api/confirmation')).json()).toMatchObject({
    confirmation: { state: 'expired', deviceName: null },
  })
  await at.get(await at.visit(location))
  expect(portal.memory.liveSessions()[0]?.confirmationId).toBeNull()
  portal.memory.pass(5)
  const again = (await at.post('/api/confirmation/again')).json<{ location: string }>()
  expect(portal.memory.liveSessions()).toEqual([])
  expect(landing(await at.get(await at.visit(again.location)))).toBe(`/devices/${deviceId}?reset=confirm`)
})

test('so late that the sign-in itself is forgotten: told as too late all the same', async () => {
  const callback = await at.askAndVisit()
  portal.memory.pass(601)
  expect(landing(await at.get(callback))).toBe('too-late')
  expect(portal.memory.intent()?.state).toBe('expired')
  expect((await at.post('/api/confirmation/again')).statusCode).toBe(200)
})

test('start again counts from its own press, and a sign-in before it does not do', async () => {
  portal.provider.fail({ error: 'access_denied' })
  await at.get(await at.askAndVisit())
  portal.memory.pass(200)
  const now = Math.floor(portal.memory.now().getTime() / 1000)
  portal.provider.fail({ claims: { auth_time: now - 31 } })
  const { location } = (await at.post('/api/confirmation/again')).json<{ location: string }>()
  expect(landing(await at.get(await at.visit(location)))).toBe('try-again')
})

test('stopped: from the provider’s page and from the portal, and a sign-in then confirms nothing', async () => {
  const callback = await at.askAndVisit()
  const cookie = [...at.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { host: 'portal.test', cookie, origin, 'content-type': 'application/x-www-form-urlencoded' }
  const stopped = await portal.app.inject({ method: 'POST', url: '/auth/stop', headers, payload: '' })
  expect([stopped.statusCode, stopped.headers['location']]).toEqual([303, '/'])
  expect(portal.memory.intent()?.state).toBe('cancelled')
  expect(landing(await at.get(callback))).toBe('try-again')
  await at.signIn()
  await at.ask()
  expect((await at.post('/api/confirmation/cancel')).statusCode).toBe(204)
  expect(portal.memory.intent()?.state).toBe('cancelled')
  expect((await at.get('/api/confirmation')).json()).toEqual({ confirmation: null })
})

test('no sign-out where a reset can’t work: someone else’s device, lost, or nobody can be told', async () => {
  const { rows } = portal.memory
  const device = rows.devices.get(deviceId)
  if (device === undefined) throw new Error('the device is there')
  const refusal = async () => (await at.ask()).json<{ code: string; detail?: object }>()
  rows.devices.set(deviceId, { ...device, holderId: 'someone-else' })
  expect(await refusal()).toMatchObject({ code: 'not-found' })
  rows.devices.set(deviceId, { ...device, markedLostAt: new Date() })
  expect(await refusal()).toMatchObject({ code: 'not-ready', detail: { obstacle: 'marked-lost' } })
  rows.devices.set(deviceId, device)
  Object.assign(portal.parts.house, { noticesWork: false })
  expect(await refusal()).toMatchObject({ code: 'not-ready', detail: { obstacle: 'no-notices' } })
  expect((await at.post(`/api/devices/${deviceId}/confirmations`, { act: 'rename' })).statusCode).toBe(400)
  expect(portal.memory.liveSessions()).toHaveLength(1)
})

test('no strength chosen: refused before anything ends', async () => {
  const fresh = await startTestPortal({ kind: 'unset' })
  const tab = fresh.browser()
  await tab.signIn()
  expect((await tab.ask()).json()).toMatchObject({ code: 'not-ready', detail: { obstacle: 'strength-unset' } })
  expect((await tab.get('/api/mine')).statusCode).toBe(200)
  await fresh.close()
})

test('what a sign-in is for is told to the browser that began it, while it lasts', async () => {
  await at.ask()
  const { database } = portal.parts
  const id = portal.memory.intent()?.id ?? ''
  const cookie = at.jar.get('__Host-latchkey-confirmation') ?? ''
  portal.memory.pass(48)
  const told = { act: 'reset-passcode', deviceName: 'Camille’s iPhone', lastFour: '4F7K', secondsLeft: 252 }
  expect(await describeIntent(database, id, cookie)).toEqual(told)
  expect(await describeIntent(database, id, null)).toBeNull()
  expect(await describeIntent(database, id, 'A'.repeat(43))).toBeNull()
  expect(await describeIntent(database, 'another', cookie)).toBeNull()
  portal.memory.pass(1000)
  expect(await describeIntent(database, id, cookie)).toMatchObject({ secondsLeft: 0 })
})

test('two intents asked at once by one session: one is asked, the other finds it signed out', async () => {
  const answers = await Promise.all([at.ask(), at.ask()])
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401])
})

test('one fresh sign-in confirms one intent: a provider that answers the second one silently is not believed', async () => {
  const first = (await at.ask()).json<{ location: string }>().location
  const kept = new Map(at.jar)
  await at.signIn()
  portal.memory.pass(60)
  const second = (await at.ask()).json<{ location: string }>().location
  expect(landing(await at.get(await at.visit(second)))).toBe(`/devices/${deviceId}?reset=confirm`)
  portal.provider.fail({ silent: true })
  for (const [name, value] of kept) at.jar.set(name, value)
  const verified = [...portal.memory.rows.intents.values()].filter(({ state }) => state === 'verified')
  expect(landing(await at.get(await at.visit(first)))).not.toContain('reset=confirm')
  expect([...portal.memory.rows.intents.values()].filter(({ state }) => state === 'verified')).toEqual(verified)
})
