import { randomBytes, randomUUID } from 'node:crypto'
import { createTestDatabase } from '@latchkey/postgres/test'
import type { TestDatabase } from '@latchkey/postgres/test'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { landing, openTestPortal, sam } from './test-portal.ts'
import type { TestBrowser } from './test-portal.ts'

/* The same routes on the stores that they run on. */

let held: TestDatabase
let portal: Awaited<ReturnType<typeof openTestPortal>>
let at: TestBrowser
let device: string
let shifted = 0

const pass = async (seconds: number) => {
  shifted += seconds * 1000
  await held.shiftClock(shifted)
}

beforeAll(async () => {
  held = await createTestDatabase('embedded')
})
afterAll(() => held.drop())

// Each test has a provider of its own, and so people of its own.
beforeEach(async () => {
  shifted = 0
  await pass(0)
  portal = await openTestPortal(held.database, () => new Date(Date.now() + shifted))
  device = await iphoneOf(portal.person.id)
  at = portal.browser()
  await at.signIn()
  await pass(600)
})
afterEach(() => portal.close())

/** An iPhone that enrolled a month ago and has escrowed its unlock token. */
function iphoneOf(personId: string): Promise<string> {
  return held.database.transaction(async ({ enrolments }) => {
    const certificateHash = randomBytes(32)
    const ownership = 'personal' as const
    const invitation = await enrolments.invite({
      personId,
      ownership,
      channel: 'apple',
      certificateHash,
      signedInOnDevice: true,
      life: 60,
    })
    const facts = {
      platform: 'ios' as const,
      form: 'phone' as const,
      maker: 'Apple',
      model: 'iPhone 15',
      name: 'Camille’s iPhone',
      osVersion: '18.6',
      serial: 'F2LX04F7K',
      shared: false,
    }
    const { id, deviceId } = await enrolments.introduce({
      invitationId: invitation.id,
      personId,
      channel: 'apple',
      kind: 'device',
      channelId: randomUUID(),
      certificateHash,
      topic: 'com.example.push',
      facts,
    })
    const push = { token: randomBytes(32), magic: 'magic', topic: 'com.example.push' }
    await enrolments.updatePush(id, push, { sealed: randomBytes(64), fingerprint: randomBytes(32) })
    await enrolments.backdate(id, 30)
    return deviceId
  })
}

const activity = () =>
  held.database.transaction(async ({ audit }) =>
    (await audit.activityOf(portal.person.id, { deviceId: device, limit: 10 })).map(({ what }) => what),
  )

test('sign out, sign in again, confirmed: the session carries the intent', async () => {
  const answer = await at.get(await at.askAndVisit(device))
  expect(landing(answer)).toBe(`/devices/${device}?reset=confirm`)
  expect((await at.get('/api/confirmation')).json()).toMatchObject({
    confirmation: { state: 'verified', deviceId: device, deviceName: 'Camille’s iPhone' },
  })
  expect((await activity()).sort()).toEqual(expect.arrayContaining(['confirmation-asked', 'confirmation-verified']))
})

test('too late, then again in time', async () => {
  const { location } = (await at.ask(device)).json<{ location: string }>()
  await pass(301)
  expect(landing(await at.get(await at.visit(location)))).toBe(`/devices/${device}?reset=expired`)
  await pass(5)
  const again = (await at.post('/api/confirmation/again')).json<{ location: string }>()
  expect(landing(await at.get(await at.visit(again.location)))).toBe(`/devices/${device}?reset=confirm`)
})

test('another account: the holder finds a notification', async () => {
  portal.provider.signInAs(sam)
  expect(landing(await at.get(await at.askAndVisit(device)))).toBe('another-account')
  const { database } = held
  const found = await database.transaction(({ notifications }) => notifications.of(portal.person.id, 5))
  expect(found).toMatchObject([{ kind: 'sign-in-by-another-account', deviceId: device }])
  expect((await at.get('/api/mine')).statusCode).toBe(401)
})

test('fifty callbacks at once make one session', async () => {
  const callback = await at.askAndVisit(device)
  const tabs = Array.from({ length: 50 }, () => {
    const tab = portal.browser()
    for (const [name, value] of at.jar) tab.jar.set(name, value)
    return tab
  })
  const answers = await Promise.all(tabs.map((tab) => tab.get(callback)))
  expect(answers.filter((answer) => landing(answer).endsWith('?reset=confirm'))).toHaveLength(1)
  const { rows } = await held.database.engine.query(
    'select count(*)::int as n from session where ended_at is null and person_id = $1',
    [portal.person.id],
  )
  expect(rows[0]?.['n']).toBe(1)
})

test.each([
  ['milliseconds', 1_800_000_000_000],
  ['beyond all numbers', 1e300],
  ['negative', -1],
  ['a string', '1800000000'],
  ['a list', [1]],
])('an auth_time of %s breaks neither an ordinary nor a confirming sign-in', async (_name, value) => {
  portal.provider.fail({ claims: { auth_time: value, acr: 'a\u0000b', amr: ['\ud800'], name: '\u0000' } })
  const confirming = await at.get(await at.askAndVisit(device))
  expect(['try-again', 'no-auth-time']).toContain(landing(confirming))
  const ordinary = await portal.browser().signIn()
  expect([ordinary.statusCode, ['/devices', 'no-auth-time'].includes(landing(ordinary))]).toEqual([303, true])
})
