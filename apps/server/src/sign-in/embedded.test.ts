import { randomBytes } from 'node:crypto'
import type { Strength } from '@latchkey/domain'
import {
  hashPassword,
  memoryAccounts,
  memoryAttempts,
  memoryRecords,
  memorySecondFactors,
} from '@latchkey/identity-provider'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from '../http/app.ts'
import { openKeyring } from '../secrets/keyring.ts'
import { joinSignIn, strengthOf } from './join.ts'
import { createSetUpLink } from './set-up-link.ts'
import { memoryDatabase } from './test-database.ts'
import { totp } from './test-totp.ts'
import { browser, camille, deviceId, iphone, landing, origin, silentLog } from './test-portal.ts'

const password = 'a door that stands open'
const contact = { name: null, phone: null, email: null, websiteName: null, websiteUrl: null, note: null }
const organisation = { name: 'Contoso', colour: '#0e5a6b', logoUrl: null, privacyUrl: null, contact }

let house: Awaited<ReturnType<typeof startHouse>>
beforeEach(async () => {
  house = await startHouse()
})
afterEach(() => house.app.close())

/** The portal with the provider inside, as compose joins them. */
async function startHouse(strength: Strength = { kind: 'one-factor' }) {
  const memory = memoryDatabase()
  const { database } = memory
  const clock = () => database.clock()
  const accounts = memoryAccounts()
  const { sub: subject, email, name } = camille
  await accounts.add({ subject, email, name, passwordHash: await hashPassword(password) })
  const factors = memorySecondFactors(accounts, clock)
  const told: string[] = []
  const signIn = await joinSignIn({
    database,
    embedded: {
      accounts,
      records: memoryRecords(clock),
      attempts: memoryAttempts(clock),
      ...factors,
    },
    keyring: await openKeyring(database, randomBytes(32)),
    house: { strength, noticesWork: true },
    told: async ({ kind }) => void told.push(kind),
    log: silentLog,
    config: { organisation, provider: { kind: 'embedded' }, outboundRoots: null },
    origin,
  })
  const app = await createApp({ origin: () => origin, hosts: [], log: silentLog })
  await app.register(signIn.routes)
  const person = await database.transaction(({ people }) =>
    people.add({ issuer: signIn.issuer, subject, email, name, role: 'person' }),
  )
  memory.rows.devices.set(deviceId, { ...iphone, holderId: person.id, lastSeenAt: memory.now() })
  const at = browser(app)
  /** From the authorization request to the page, and with the password back to the portal. */
  const open = async (location: string) => {
    const path = String((await at.get(location)).headers['location'])
    return { path, page: (await at.get(path)).body }
  }
  const follow = async (taken: { headers: Record<string, unknown> }) => {
    const resumed = await at.get(String(taken.headers['location']))
    return at.get(String(resumed.headers['location']))
  }
  const submit = async (path: string) => follow(await at.form(path, { email, password }))
  const setUpLink = () => createSetUpLink({ setUps: factors.setUps, origin }, subject)
  return { app, memory, at, open, submit, follow, setUpLink, told }
}

test('through the provider’s own page and back, without a network', async () => {
  const { at, open, submit, memory } = house
  const { path, page } = await open(await at.begin())
  expect(page).toContain('<h1>Sign in</h1>')
  expect(landing(await submit(path))).toBe('/devices')
  expect(memory.liveSessions()[0]).toMatchObject({
    acr: 'urn:latchkey:acr:password',
    amr: ['pwd'],
    sealedIdToken: null,
  })
  expect(memory.rows.people.size).toBe(1)
})

test('to reset: the page names the device and the time left, the clock is the database’s, and the intent is verified', async () => {
  const { at, open, submit, memory } = house
  await submit((await open(await at.begin())).path)
  memory.pass(3600)
  // A session sleeps in after 15 minutes: signed in again, an hour into the future of the machine's clock.
  await submit((await open(await at.begin())).path)
  const { location } = (await at.ask()).json<{ location: string }>()
  memory.pass(47)
  const { path, page } = await open(location)
  expect(page).toContain('4 minutes left')
  expect(page).toContain('<b>Camille’s iPhone</b> (serial number ends in 4F7K)')
  expect(page).toContain('value="camille@contoso.example"')
  expect(landing(await submit(path))).toBe(`/devices/${deviceId}?reset=confirm`)
})

test('a sign-in right after a sign-in is newer, also within one second', async () => {
  const { at, open, submit } = house
  await submit((await open(await at.begin())).path)
  const { location } = (await at.ask()).json<{ location: string }>()
  expect(landing(await submit((await open(location)).path))).toBe(`/devices/${deviceId}?reset=confirm`)
})

test('the link of a sign-in tells the device to no other browser', async () => {
  const { at, open, submit, app } = house
  await submit((await open(await at.begin())).path)
  const { location } = (await at.ask()).json<{ location: string }>()
  const other = browser(app)
  const path = String((await other.get(location)).headers['location'])
  const { body } = await other.get(path)
  expect(body).toContain('<h1>Sign in again</h1>')
  expect(body).not.toContain('iPhone')
})

test('a borrowed browser signs out of the provider too, with nothing about the person in the address', async () => {
  const { at, open, submit } = house
  await submit((await open(await at.begin({ borrowed: true }))).path)
  const { location } = (await at.post('/api/session/end')).json<{ location: string }>()
  expect(location).toMatch(/^https:\/\/portal\.test\/idp\/session\/end\?/)
  expect(location).not.toContain('id_token_hint')
  const out = await at.get(location)
  expect([out.statusCode, out.headers['location']]).toEqual([303, 'https://portal.test/signed-out'])
  expect([...at.jar.keys()].filter((name) => name === 'latchkey-idp')).toEqual([])
})

test('the provider’s cookies are secure where the portal is', async () => {
  const { at, open, submit } = house
  await submit((await open(await at.begin())).path)
  const lines = at.setCookies.filter((line) => line.startsWith('latchkey-idp'))
  expect(lines.length).toBeGreaterThan(3)
  for (const line of lines) expect(line).toMatch(/path=\/idp.*secure; httponly/i)
})

test('where nothing was chosen the embedded provider means two factors, and another provider’s words nothing', () => {
  const unset = { kind: 'unset' } as const
  const accepted = ['urn:latchkey:acr:two-factors']
  expect(strengthOf({ provider: { kind: 'embedded' }, strength: unset })).toEqual({ kind: 'acr', accepted })
  const oneFactor = { kind: 'one-factor' } as const
  expect(strengthOf({ provider: { kind: 'embedded' }, strength: oneFactor })).toEqual(oneFactor)
})

test('two factors: a password alone signs in and confirms nothing; set up by a link, password and code confirm', async () => {
  const strong = await startHouse(strengthOf({ provider: { kind: 'embedded' }, strength: { kind: 'unset' } }))
  const { at, open, submit, follow, memory } = strong
  const ask = async () => (await open((await at.ask()).json<{ location: string }>().location)).path
  await submit((await open(await at.begin())).path)
  memory.pass(60)
  expect(landing(await submit(await ask()))).toBe('not-strong-enough')

  const { path, url } = await strong.setUpLink()
  expect(url).toBe(`https://portal.test${path}`)
  await at.form(path, { step: 'password', password, again: password })
  const secret = /secret=([A-Z2-7]{32})/.exec((await at.get(path)).body)?.[1] ?? ''
  await at.form(path, { step: 'authenticator', code: totp(secret, memory.now()) })
  expect((await at.form(path, { step: 'kept', kept: 'yes' })).headers['location']).toBe('/idp/set-up/done')
  expect(strong.told).toEqual(['credentials-replaced'])

  const withCode = async (page: string) => {
    expect((await at.form(page, { email: camille.email, password })).headers['location']).toBe(page)
    return follow(await at.form(page, { code: totp(secret, memory.now()) }))
  }
  memory.pass(60)
  await withCode((await open(await at.begin())).path)
  memory.pass(60)
  // It had a password before: what replaced it is not old enough yet.
  expect(landing(await withCode(await ask()))).toBe('not-strong-enough')
  memory.pass(24 * 60 * 60)
  await withCode((await open(await at.begin())).path)
  expect(memory.liveSessions()[0]).toMatchObject({ acr: 'urn:latchkey:acr:two-factors', amr: ['pwd', 'otp'] })
  memory.pass(60)
  expect(landing(await withCode(await ask()))).toBe(`/devices/${deviceId}?reset=confirm`)
  await strong.app.close()
})

test('a browser of one’s own is known again, a borrowed one is not', async () => {
  const { at, open, submit } = house
  await submit((await open(await at.begin({ borrowed: true }))).path)
  expect([...at.jar.keys()]).not.toContain('latchkey-idp-known')
  await submit((await open(await at.begin())).path)
  expect([...at.jar.keys()]).toContain('latchkey-idp-known')
})
