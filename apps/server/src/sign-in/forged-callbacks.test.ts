import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { landing, sam, startTestPortal } from './test-portal.ts'
import type { TestBrowser, TestPortal } from './test-portal.ts'

let portal: TestPortal
let at: TestBrowser
const verified = () => [...portal.memory.rows.intents.values()].filter(({ state }) => state === 'verified')

/** Camille has signed in ten minutes ago, and is about to reset her iPhone's passcode. */
beforeEach(async () => {
  portal = await startTestPortal()
  at = portal.browser()
  await at.signIn()
  portal.memory.pass(600)
})
afterEach(() => portal.close())

test('twenty forged, mixed and replayed callbacks verify nothing', async () => {
  const mine = await at.askAndVisit()
  const thief = portal.browser()
  portal.provider.signInAs(sam)
  const thiefs = await thief.visit(await thief.begin())
  const url = (base: string, change: (query: URLSearchParams) => void) => {
    const made = new URL(base)
    change(made.searchParams)
    return made.pathname + made.search
  }
  const codeOf = (base: string) => new URL(base).searchParams.get('code') ?? ''
  const stateOf = (base: string) => new URL(base).searchParams.get('state') ?? ''
  const random = () => randomBytes(32).toString('base64url')
  const forged: (readonly [TestBrowser, string])[] = [
    [thief, mine],
    [portal.browser(), mine],
    [at, thiefs],
    [thief, url(thiefs, (query) => query.set('state', stateOf(mine)))],
    [at, url(thiefs, (query) => query.set('code', codeOf(mine)))],
    [at, '/auth/callback'],
    [at, '/auth/callback?'],
    [at, url(mine, (query) => query.delete('state'))],
    [at, url(mine, (query) => query.set('state', ''))],
    [at, url(mine, (query) => query.append('state', stateOf(mine)))],
    [at, url(mine, (query) => query.append('state', random()))],
    [at, url(mine, (query) => query.set('state', random()))],
    [at, url(mine, (query) => query.set('state', `${stateOf(mine)}\u0000`))],
    [at, `/auth/callback?error=access_denied&state=${random()}`],
    [at, `/auth/callback?code=${'x'.repeat(9000)}&state=${stateOf(mine)}`],
    [at, `/auth/callback?%=%ff&state[]=1`],
    [thief, url(mine, (query) => query.set('iss', 'https://evil.example'))],
    [thief, `/auth/callback?state=${stateOf(mine)}&error=login_required`],
  ]
  for (const [browser, path] of forged) {
    const answer = await browser.get(path)
    expect([answer.statusCode, path]).toEqual([303, path])
    expect(landing(answer)).not.toContain('confirm')
  }
  expect(verified()).toEqual([])
  expect(portal.memory.intent()?.state).toBe('asked')
  // The thief's code under the victim's state: taken up, and refused by PKCE and nonce.
  expect(landing(await at.get(url(mine, (query) => query.set('code', codeOf(thiefs)))))).toBe('try-again')
  // And the right callback now comes too late: the first failure has ended the intent.
  expect(landing(await at.get(mine))).toBe('try-again')
  expect(verified()).toEqual([])
  expect(portal.memory.intent()?.state).toBe('failed')
})

test('no query whatever verifies anything, or is more than a page that says so', async () => {
  const mine = new URL(await at.askAndVisit())
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...mine.searchParams.values()))
  const name = fc.constantFrom(
    'code',
    'iss',
    'error',
    'error_description',
    'id_token',
    'response',
    'session_state',
    'x',
  )
  const query = fc.array(fc.tuple(name, value), { maxLength: 6 })
  const state = fc.oneof(value, fc.constant(null))
  await fc.assert(
    fc.asyncProperty(query, state, async (pairs, stated) => {
      const sent = new URLSearchParams(pairs)
      if (stated !== null && stated !== mine.searchParams.get('state')) sent.append('state', stated)
      const answer = await at.get(`/auth/callback?${sent.toString()}`)
      expect([answer.statusCode, landing(answer)]).toEqual([303, 'try-again'])
    }),
    { numRuns: 200 },
  )
  expect(portal.memory.intent()?.state).toBe('asked')
})

test('an ordinary sign-in completes no intent, though both are under way in one browser', async () => {
  await at.ask()
  await at.signIn()
  expect(portal.memory.intent()?.state).toBe('asked')
  expect(portal.memory.liveSessions()[0]?.confirmationId).toBeNull()
})

test('the callback in a browser without the intent’s cookie ends the intent', async () => {
  const callback = await at.askAndVisit()
  at.jar.delete('__Host-latchkey-confirmation')
  expect(landing(await at.get(callback))).toBe('another-browser')
  expect(portal.memory.intent()?.state).toBe('failed')
})

test('fifty callbacks with one code at once make one session', async () => {
  const callback = await at.askAndVisit()
  const cookies = new Map(at.jar)
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => {
      const tab = portal.browser()
      for (const [name, value] of cookies) tab.jar.set(name, value)
      return tab.get(callback)
    }),
  )
  expect(answers.filter((answer) => landing(answer).endsWith('?reset=confirm'))).toHaveLength(1)
  expect(portal.memory.liveSessions()).toHaveLength(1)
  expect(verified()).toHaveLength(1)
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([303]))
})

test('a callback loaded again by the one who signed in leads to the devices', async () => {
  const callback = await at.askAndVisit()
  await at.get(callback)
  expect(landing(await at.get(callback))).toBe('/devices')
  expect(portal.memory.liveSessions()).toHaveLength(1)
})
