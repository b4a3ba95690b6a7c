import { afterEach, beforeEach, expect, test } from 'vitest'
import { deviceId, landing, origin, startTestPortal } from './test-portal.ts'
import type { TestBrowser, TestPortal } from './test-portal.ts'

let portal: TestPortal
let at: TestBrowser
const verified = () => [...portal.memory.rows.intents.values()].filter(({ state }) => state === 'verified')
const reasons = () =>
  portal.memory
    .audited()
    .filter(({ what }) => what === 'confirmation-refused')
    .map(({ detail }) => detail['reason'])

/** Camille has signed in ten minutes ago, and is about to reset her iPhone's passcode. */
beforeEach(async () => {
  portal = await startTestPortal()
  at = portal.browser()
  await at.signIn()
  portal.memory.pass(600)
})
afterEach(() => portal.close())

const old = 600
const hostile: readonly (readonly [name: string, authTime: (now: number) => unknown, code: string])[] = [
  ['absent', () => undefined, 'no-auth-time'],
  ['null', () => null, 'no-auth-time'],
  ['a string', (now) => String(now), 'no-auth-time'],
  ['zero', () => 0, 'no-auth-time'],
  ['negative', (now) => -now, 'no-auth-time'],
  ['a fraction', (now) => now + 0.5, 'no-auth-time'],
  ['milliseconds', (now) => now * 1000, 'try-again'],
  ['the future', (now) => now + 31, 'try-again'],
  ['older than the session’s', (now) => now - old - 1, 'try-again'],
  ['equal to the session’s', (now) => now - old, 'try-again'],
  ['31 s before the sign-out', (now) => now - 31, 'try-again'],
  ['far past', () => 1, 'try-again'],
]

test.each(hostile)('an auth_time that is %s confirms nothing and breaks nothing', async (_name, authTime, code) => {
  const now = Math.floor(portal.memory.now().getTime() / 1000)
  const value = authTime(now)
  portal.provider.fail(value === undefined ? { absent: ['auth_time'] } : { claims: { auth_time: value } })
  const answer = await at.get(await at.askAndVisit())
  expect([answer.statusCode, landing(answer)]).toEqual([303, code])
  expect(portal.memory.intent()?.state).toBe('failed')
  expect(portal.memory.liveSessions()).toEqual([])
  expect(reasons()).toHaveLength(1)
})

test('a provider that signs in silently confirms nothing', async () => {
  portal.provider.fail({ silent: true })
  expect(landing(await at.get(await at.askAndVisit()))).toBe('try-again')
  expect(reasons()).toEqual(['auth-time-not-newer'])
})

test.each([
  ['wrong-key', { signature: 'wrong-key' }, 'provider-error'],
  ['unknown key name', { signature: 'bad-kid' }, 'provider-error'],
  ['no signature', { signature: 'none' }, 'provider-error'],
  ['HS256 with the shared secret', { signature: 'hs256' }, 'provider-error'],
  ['another iss in the token', { claims: { iss: 'https://evil.example' } }, 'provider-error'],
  ['another aud', { claims: { aud: 'someone-else' } }, 'provider-error'],
  ['another nonce', { claims: { nonce: 'another' } }, 'provider-error'],
  ['no nonce', { absent: ['nonce'] }, 'provider-error'],
  ['expired', { claims: { exp: 1 } }, 'provider-error'],
  ['another iss in the response', { responseIssuer: 'https://evil.example' }, 'provider-error'],
  ['no iss in the response, though announced', { responseIssuer: null }, 'provider-error'],
  ['login_required', { error: 'login_required' }, 'login-required'],
  ['interaction_required', { error: 'interaction_required' }, 'interaction-required'],
  ['access_denied', { error: 'access_denied' }, 'access-denied'],
  ['temporarily_unavailable', { error: 'temporarily_unavailable' }, 'provider-unavailable'],
  ['unmet_authentication_requirements', { error: 'unmet_authentication_requirements' }, 'not-strong-enough'],
  ['an unknown error', { error: '"><script>' }, 'provider-error'],
  ['code refused', { tokenError: 'invalid_grant' }, 'try-again'],
  ['token endpoint broken', { tokenError: 'x' }, 'provider-error'],
] as const)('%s: told in words, nothing confirmed, a reference in the audit log', async (_name, faults, code) => {
  portal.provider.fail(faults)
  const answer = await at.get(await at.askAndVisit())
  expect(landing(answer)).toBe(code)
  const reference = new URL(String(answer.headers['location']), origin).searchParams.get('reference')
  expect(reference).toMatch(/^[A-Z2-9]{8}$/)
  expect(portal.memory.audited().at(-1)).toMatchObject({ what: 'confirmation-refused', detail: { reference } })
  expect(portal.memory.intent()?.state).toBe('failed')
  expect(portal.memory.liveSessions()).toEqual([])
  expect(String(answer.headers['location'])).not.toContain('script')
})

test('a provider that goes down after the sign-in is told as such', async () => {
  const callback = await at.askAndVisit()
  portal.provider.fail({ down: true })
  expect(landing(await at.get(callback))).toBe('provider-unavailable')
  expect(verified()).toEqual([])
})

test('a provider that tells no auth_time lets people in, and confirms nothing', async () => {
  portal.provider.fail({ absent: ['auth_time'] })
  const guest = portal.browser()
  portal.memory.rows.sessions.clear()
  const answer = await guest.signIn()
  expect(landing(answer)).toBe('/devices')
  expect((await guest.ask()).json()).toMatchObject({ code: 'off-by-policy', detail: { why: 'no-auth-time' } })
})

test('strength: what was asked for must come back', async () => {
  const strong = await startTestPortal({ kind: 'amr', required: ['pwd', 'otp'] })
  const confirmWith = async (claims: Record<string, unknown>) => {
    const tab = strong.browser()
    strong.provider.fail({})
    await tab.signIn()
    strong.memory.pass(10)
    strong.provider.fail({ claims })
    return landing(await tab.get(await tab.askAndVisit()))
  }
  expect(await confirmWith({ amr: ['pwd'] })).toBe('not-strong-enough')
  expect(await confirmWith({ amr: 'pwd otp' })).toBe('not-strong-enough')
  expect(await confirmWith({ amr: ['otp', 'pwd'] })).toBe(`/devices/${deviceId}?reset=confirm`)
  await strong.close()
})
