import { afterEach, beforeEach, expect, test } from 'vitest'
import { deviceId, landing, sam, startTestPortal } from './test-portal.ts'
import type { TestPortal } from './test-portal.ts'

let portal: TestPortal
beforeEach(async () => {
  portal = await startTestPortal()
})
afterEach(() => portal.close())

test('signing in opens a session and leads where the person was going', async () => {
  const at = portal.browser()
  const answer = await at.signIn({ returnTo: '/devices/7?tab=activity' })
  expect([answer.statusCode, landing(answer)]).toEqual([303, '/devices/7?tab=activity'])
  expect((await at.get('/api/mine')).json()).toEqual({ email: 'camille@contoso.example' })
  expect(portal.memory.audited().map(({ what }) => what)).toEqual(['signed-in'])
})

test('a return elsewhere leads home', async () => {
  expect(landing(await portal.browser().signIn({ returnTo: '//evil.example' }))).toBe('/devices')
})

test('cookies are the browser’s and the host’s alone; a borrowed one forgets the session on closing', async () => {
  const own = portal.browser()
  await own.signIn()
  const borrowed = portal.browser()
  await borrowed.signIn({ borrowed: true })
  for (const line of [...own.setCookies, ...borrowed.setCookies]) {
    expect(line).toMatch(/^__Host-latchkey-(session|sign-in)=/)
    expect(line).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(line).not.toContain('Domain')
  }
  const session = (lines: readonly string[]) => lines.filter((line) => line.startsWith('__Host-latchkey-session='))
  expect(session(own.setCookies)[0]).toContain('Max-Age=28800')
  expect(session(borrowed.setCookies)[0]).not.toContain('Max-Age')
})

test('the cookie’s value stands nowhere in the database', async () => {
  const at = portal.browser()
  await at.signIn()
  const token = at.jar.get('__Host-latchkey-session') ?? ''
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect([...portal.memory.rows.sessions.keys()].join()).not.toContain(Buffer.from(token).toString('hex'))
})

test('each sign-in has a name of its own, and the one before is dead', async () => {
  const at = portal.browser()
  await at.signIn()
  const before = at.jar.get('__Host-latchkey-session') ?? ''
  await at.signIn()
  expect(at.jar.get('__Host-latchkey-session')).not.toBe(before)
  at.jar.set('__Host-latchkey-session', before)
  expect((await at.get('/api/mine')).statusCode).toBe(401)
})

test('without a session the answer is 401, whatever the cookie says', async () => {
  const at = portal.browser()
  for (const value of ['', 'x', 'A'.repeat(43), '%00', '"'.repeat(50)]) {
    at.jar.set('__Host-latchkey-session', value)
    const answer = await at.get('/api/mine')
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'signed-out'])
  }
})

test('a session sleeps in after 15 minutes, is kept awake by its person, and ends after 8 hours', async () => {
  const at = portal.browser()
  await at.signIn()
  for (let quarter = 0; quarter < 34; quarter++) {
    portal.memory.pass(14 * 60)
    expect((await at.post('/api/session/extend')).statusCode).toBe(200)
  }
  portal.memory.pass(14 * 60)
  expect((await at.get('/api/mine')).statusCode).toBe(401)
  await at.signIn()
  portal.memory.pass(15 * 60 + 1)
  expect((await at.post('/api/session/extend')).statusCode).toBe(401)
})

test('Stay signed in moves the limit; what a page asks by itself does not', async () => {
  const at = portal.browser()
  await at.signIn()
  portal.memory.pass(10 * 60)
  const extended = (await at.post('/api/session/extend')).json<{ idleUntil: string; person: object }>()
  expect(Date.parse(extended.idleUntil)).toBe(portal.memory.now().getTime() + 15 * 60_000)
  expect(extended.person).toMatchObject({ email: 'camille@contoso.example' })
  portal.memory.pass(10 * 60)
  expect((await at.get('/api/mine')).statusCode).toBe(200)
  portal.memory.pass(6 * 60)
  expect((await at.get('/api/mine')).statusCode).toBe(401)
})

test('signing out ends the session; from a borrowed browser the provider’s too', async () => {
  const own = portal.browser()
  await own.signIn()
  expect((await own.post('/api/session/end')).json()).toEqual({ location: '/signed-out' })
  expect((await own.get('/api/mine')).statusCode).toBe(401)
  const borrowed = portal.browser()
  await borrowed.signIn({ borrowed: true })
  const answer = await borrowed.post('/api/session/end')
  const out = new URL(answer.json<{ location: string }>().location)
  expect(out.origin + out.pathname).toBe(`${portal.provider.issuer}/logout`)
  expect(out.searchParams.get('post_logout_redirect_uri')).toBe('https://portal.test/signed-out')
  expect(out.searchParams.get('id_token_hint')).toMatch(/^eyJ/)
  expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
  expect((await borrowed.post('/api/session/end')).json()).toEqual({ location: '/signed-out' })
})

test('a person is (issuer, subject): the same e-mail under another subject is somebody else', async () => {
  portal.provider.signInAs({ sub: 'impostor', email: 'camille@contoso.example', name: 'Camille Moreau' })
  const at = portal.browser()
  await at.signIn()
  expect((await at.ask()).statusCode).toBe(404)
  expect(portal.memory.rows.people.size).toBe(2)
})

test('an invitation is claimed by a provider that may speak for the domain, with the address verified', async () => {
  const invited = { issuer: null, subject: null, email: sam.email, name: 'Sam', role: 'person' as const }
  const { id } = await portal.memory.database.transaction(({ people }) => people.add(invited))
  const claimed: string[] = []
  Object.assign(portal.parts, {
    claimInvited: async (_stores: unknown, person: { id: string }) => {
      claimed.push(person.id)
      return null
    },
  })
  const comeAsSam = async (verified: unknown, domains: readonly string[]) => {
    Object.assign(portal.parts.provider, { authoritativeFor: domains })
    portal.memory.rows.people.forEach(
      (person, key) => person.subject === 'sam' && portal.memory.rows.people.delete(key),
    )
    portal.provider.signInAs({ ...sam, email_verified: verified })
    await portal.browser().signIn()
  }
  await comeAsSam(true, [])
  await comeAsSam(true, ['example'])
  await comeAsSam('true', ['contoso.example'])
  expect(claimed).toEqual([])
  await comeAsSam(true, ['contoso.example'])
  expect(claimed).toEqual([id])
})

test('a disabled person gets in nowhere', async () => {
  portal.memory.rows.people.set(portal.person.id, { ...portal.person, disabledAt: new Date(0) })
  expect(landing(await portal.browser().signIn())).toBe('access-denied')
  expect(portal.memory.liveSessions()).toEqual([])
})

test('claims of any shape never break the sign-in', async () => {
  const hostile = [
    { name: 7, email: ['x'], acr: { a: 1 }, amr: 'pwd' },
    { name: 'a\u0000b\ud800', email: 'x'.repeat(9000), amr: Array.from({ length: 500 }, () => '\u0000') },
    { name: null, email: null, email_verified: 'yes', amr: [null, 1, {}] },
    { auth_time: 1e15 },
    { auth_time: 2 ** 53 },
  ]
  for (const claims of hostile) {
    portal.provider.fail({ claims })
    expect(landing(await portal.browser().signIn())).toBe('/devices')
  }
  for (const sub of ['', 'a\u0000b', 'x'.repeat(256)]) {
    portal.provider.fail({ claims: { sub } })
    expect(landing(await portal.browser().signIn())).toBe('provider-error')
  }
  expect(portal.memory.liveSessions().at(-1)?.authTime).toBeNull()
})

test('another site can’t make the browser sign in, out, or ask', async () => {
  for (const url of ['/api/sign-ins', '/api/session/end', '/auth/stop', `/api/devices/${deviceId}/confirmations`]) {
    const headers = { host: 'portal.test', 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    expect((await portal.app.inject({ method: 'POST', url, headers, payload: {} })).statusCode).toBe(403)
  }
})

test('the provider down is told as such, and signed-in people go on', async () => {
  const at = portal.browser()
  await at.signIn()
  portal.provider.fail({ down: true })
  const fresh = await startTestPortal()
  fresh.provider.fail({ down: true })
  const refused = await fresh.browser().post('/api/sign-ins', { borrowed: true, returnTo: '/' })
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([503, 'unavailable'])
  fresh.provider.fail({})
  expect(landing(await fresh.browser().signIn())).toBe('/devices')
  await fresh.close()
  expect((await at.get('/api/mine')).statusCode).toBe(200)
})

test('no secret is logged', async () => {
  const at = portal.browser()
  await at.signIn()
  portal.provider.fail({ signature: 'wrong-key' })
  await at.signIn()
  const text = portal.logged.join('\n')
  for (const secret of [portal.clientSecret, ...at.jar.values()]) expect(text).not.toContain(secret)
  expect(text).not.toContain('camille')
})
