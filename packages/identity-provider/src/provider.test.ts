import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createIdentityProvider, hashPassword, memoryAccounts, memoryAttempts, memoryRecords } from './index.ts'
import { newSigningKeys } from './signing-keys.ts'
import type { IntentDescription } from './index.ts'

const password = 'a door that stands open'
const callback = 'https://portal.example/auth/callback'
const signedOut = 'https://portal.example/signed-out'
const secret = randomBytes(32).toString('base64url')
const verifier = randomBytes(32).toString('base64url')
const challenge = createHash('sha256').update(verifier).digest('base64url')

let origin: string
let now = new Date()
let colour = '#0e5a6b'
let intent: IntentDescription | null = null
const logged: string[] = []
const server = createServer()

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clock = async () => now
  const log = (fields: object, message: string) => void logged.push(JSON.stringify([fields, message]))
  const accounts = memoryAccounts()
  const passwordHash = await hashPassword(password)
  for (const name of ['camille', 'sam'])
    await accounts.add({ subject: `s-${name}`, email: `${name}@contoso.example`, name, passwordHash })
  const provider = createIdentityProvider({
    issuer: `${origin}/idp`,
    accounts,
    records: memoryRecords(clock),
    attempts: memoryAttempts(clock),
    signingKeys: newSigningKeys(),
    cookieKeys: [randomBytes(32).toString('base64url')],
    client: { id: 'portal', secret, redirectUris: [callback], postLogoutRedirectUris: [signedOut] },
    clock,
    look: () => ({
      organisation: { name: 'Contoso <b>&', colour },
      stylesheets: ['/assets/pages.css'],
      contactPath: '/contact',
      startPath: '/sign-in',
    }),
    stopPath: '/auth/stop',
    describeIntent: async (id) => (id === 'the-intent' ? intent : null),
    log: { info: log, warn: log, error: log },
  })
  server.on('request', (req, res) => void provider.handler(req, res))
})
afterAll(() => server.close())

/** A browser with cookies and no script. */
function browser() {
  const jar = new Map<string, string>()
  const setCookies: string[] = []
  const go = async (to: string, init: RequestInit & { headers?: Record<string, string> } = {}) => {
    const url = new URL(to, origin)
    const sent = [...jar].filter(([key]) => url.pathname.startsWith(key.split('|')[1] ?? '/'))
    const cookie = sent.map(([key, value]) => `${key.split('|')[0]}=${value}`).join('; ')
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie, ...init.headers } })
    for (const line of answer.headers.getSetCookie()) {
      setCookies.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(`${name}|${/path=([^;]+)/i.exec(line)?.[1] ?? '/'}`, value)
    }
    return answer
  }
  const submit = (to: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    go(to, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(fields),
    })
  return { go, submit, setCookies }
}

function request(more: Record<string, string> = {}) {
  const query = new URLSearchParams({
    client_id: 'portal',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid email profile',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  })
  return `/idp/auth?${query.toString()}`
}

async function openPage(at: ReturnType<typeof browser>, more: Record<string, string> = {}) {
  const asked = await at.go(request(more))
  expect(asked.status).toBe(303)
  const path = asked.headers.get('location') ?? ''
  return { path, page: await at.go(path) }
}

async function signIn(at: ReturnType<typeof browser>, email: string, more: Record<string, string> = {}) {
  const { path } = await openPage(at, more)
  const taken = await at.submit(path, { email, password })
  expect(taken.status).toBe(303)
  const back = await at.go(taken.headers.get('location') ?? '')
  return new URL(back.headers.get('location') ?? '')
}

function exchange(code: string, fields: Record<string, string> = {}) {
  const body = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier, ...fields }
  return fetch(`${origin}/idp/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`portal:${secret}`)}` },
    body: new URLSearchParams(body),
  })
}

async function claimsOf(back: URL): Promise<Record<string, unknown>> {
  const answer = (await (await exchange(back.searchParams.get('code') ?? '')).json()) as { id_token: string }
  return JSON.parse(Buffer.from(answer.id_token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}

test('a sign-in yields the claims, with auth_time from the clock that was given', async () => {
  now = new Date('2031-03-04T05:06:07.890Z')
  const back = await signIn(browser(), 'camille@contoso.example')
  expect(back.origin + back.pathname).toBe(callback)
  expect(back.searchParams.get('state')).toBe('the-state')
  expect(back.searchParams.get('iss')).toBe(`${origin}/idp`)
  expect(await claimsOf(back)).toMatchObject({
    iss: `${origin}/idp`,
    sub: 's-camille',
    aud: 'portal',
    nonce: 'the-nonce',
    auth_time: Date.parse('2031-03-04T05:06:07Z') / 1000,
    acr: 'urn:latchkey:acr:password',
    amr: ['pwd'],
    email: 'camille@contoso.example',
    email_verified: true,
    name: 'camille',
  })
})

test('discovery offers the code flow with S256 and nothing that is not used', async () => {
  const found = (await (await fetch(`${origin}/idp/.well-known/openid-configuration`)).json()) as Record<
    string,
    unknown
  >
  expect(found).toMatchObject({
    issuer: `${origin}/idp`,
    authorization_endpoint: `${origin}/idp/auth`,
    token_endpoint: `${origin}/idp/token`,
    end_session_endpoint: `${origin}/idp/session/end`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    id_token_signing_alg_values_supported: ['ES256'],
    authorization_response_iss_parameter_supported: true,
  })
  const absent = ['registration_endpoint', 'userinfo_endpoint', 'introspection_endpoint', 'revocation_endpoint']
  expect(Object.keys(found).filter((key) => absent.includes(key))).toEqual([])
})

test('it asks again at each request, also without prompt, and refuses to be silent', async () => {
  const at = browser()
  await signIn(at, 'camille@contoso.example')
  expect((await openPage(at)).page.status).toBe(200)
  const silent = await at.go(request({ prompt: 'none' }))
  expect(new URL(silent.headers.get('location') ?? '').searchParams.get('error')).toBe('login_required')
})

test('another account signs in where one has signed in before, and no trace of the first is told', async () => {
  const at = browser()
  await signIn(at, 'camille@contoso.example')
  expect(await claimsOf(await signIn(at, 'sam@contoso.example'))).toMatchObject({ sub: 's-sam' })
})

test('two sign-ins within one second are told apart', async () => {
  const at = browser()
  const first = await claimsOf(await signIn(at, 'camille@contoso.example'))
  const second = await claimsOf(await signIn(at, 'camille@contoso.example'))
  expect(second['auth_time']).toBe((first['auth_time'] as number) + 1)
})

test('a code needs its verifier, and works once', async () => {
  const code = (await signIn(browser(), 'camille@contoso.example')).searchParams.get('code') ?? ''
  expect((await exchange(code, { code_verifier: challenge })).status).toBe(400)
  const other = (await signIn(browser(), 'camille@contoso.example')).searchParams.get('code') ?? ''
  expect([(await exchange(other)).status, (await exchange(other)).status]).toEqual([200, 400])
})

test.each([
  ['no PKCE', { code_challenge: '', code_challenge_method: '' }],
  ['plain PKCE', { code_challenge_method: 'plain' }],
  ['a token in the front', { response_type: 'id_token' }],
])('%s is refused', async (_name, more) => {
  const back = await browser().go(request(more))
  expect(back.status).toBe(303)
  expect(back.headers.get('location')).toMatch(/^https:\/\/portal\.example\/auth\/callback[?#]error=/)
})

test.each([
  ['another redirect address', { redirect_uri: 'https://evil.example/' }],
  ['another client', { client_id: 'evil' }],
])('%s gets a page, not a redirect', async (_name, more) => {
  const back = await browser().go(request(more))
  expect(back.status).toBe(400)
  expect(back.headers.get('location')).toBeNull()
  expect(await back.text()).toContain('This didn’t work')
})

test('pages run no script, are kept nowhere, framed by nobody; cookies stay with the provider', async () => {
  const at = browser()
  const { page } = await openPage(at, { login_hint: '"><script>alert(1)</script>' })
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  )
  expect(page.headers.get('cache-control')).toBe('no-store')
  const text = await page.text()
  expect(text).not.toMatch(/<script|style="/)
  expect(text).toContain('Contoso &lt;b&gt;&amp;')
  await signIn(at, 'camille@contoso.example')
  expect(at.setCookies.length).toBeGreaterThan(4)
  for (const line of at.setCookies) expect(line).toMatch(/^latchkey-idp[^=]*=.*path=\/idp.*httponly/i)
})

test('a wrong password and an unknown account get the same page', async () => {
  const page = async (email: string) => {
    const at = browser()
    const { path } = await openPage(at)
    const answer = await at.submit(path, { email, password: 'not the password' })
    expect(answer.status).toBe(422)
    return (await answer.text()).replaceAll(email, 'EMAIL').replaceAll(path, 'PATH')
  }
  expect(await page('sam@contoso.example')).toBe(await page('nobody@contoso.example'))
})

test('too many tries are told in words, with Retry-After', async () => {
  const at = browser()
  const { path } = await openPage(at)
  for (let n = 0; n < 5; n++) await at.submit(path, { email: 'eve@contoso.example', password: 'wrong' })
  const answer = await at.submit(path, { email: 'eve@contoso.example', password: 'wrong' })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '2'])
  expect(await answer.text()).toContain('Too many tries. Wait 2 seconds, then try again.')
})

test('a form from elsewhere, without the cookie, too long or no form is refused', async () => {
  const at = browser()
  const { path } = await openPage(at)
  const right = { email: 'camille@contoso.example', password }
  expect((await at.submit(path, right, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const { headers } = { headers: { 'sec-fetch-site': 'same-origin' } }
  expect((await at.go(path, { method: 'POST', body: new URLSearchParams(right) })).status).toBe(403)
  expect((await browser().submit(path, right)).status).toBe(410)
  expect((await at.submit(path, { ...right, more: 'x'.repeat(9000) })).status).toBe(413)
  expect((await at.go(path, { method: 'POST', headers, body: '{}' })).status).toBe(415)
  expect((await at.go(path, { method: 'PUT' })).status).toBe(405)
  expect((await at.submit(path, right, { origin: 'null' })).status).toBe(303)
})

test('the page says what the sign-in is for, how long is left, and how to stop', async () => {
  intent = { act: 'reset-passcode', deviceName: "Camille's <iPhone>", lastFour: '4F7K', secondsLeft: 252 }
  const { page } = await openPage(browser(), { latchkey_intent: 'the-intent', prompt: 'login', ui_locales: 'en' })
  const text = await page.text()
  expect(text).toContain('<b>4 minutes left</b> to sign in. You’re resetting the passcode of ')
  expect(text).toContain('<b>Camille&#39;s &lt;iPhone&gt;</b> (serial number ends in 4F7K). Nothing is sent before')
  expect(text).toMatch(/<form method="post" action="\/auth\/stop">/)
  const { page: other } = await openPage(browser(), { latchkey_intent: 'another' })
  expect(await other.text()).not.toContain('iPhone')
})

test('time that ran out is said, and nothing is promised', async () => {
  intent = { act: 'reset-passcode', deviceName: 'iPhone', lastFour: null, secondsLeft: 0 }
  const { page } = await openPage(browser(), { latchkey_intent: 'the-intent' })
  expect(await page.text()).toContain('Time ran out, so we stopped. Nothing was sent.')
})

test('French where asked for, and by the choice on the page, which the browser keeps', async () => {
  const at = browser()
  const { path, page } = await openPage(at, { ui_locales: 'fr' })
  expect(await page.text()).toContain('<h1>Se connecter</h1>')
  const chosen = await at.go(`${path}?language=en`)
  expect(await chosen.text()).toContain('<h1>Sign in</h1>')
  expect(chosen.headers.getSetCookie()[0]).toMatch(/^latchkey-language=en; Path=\//)
})

test('signing out leads back, to the registered page only', async () => {
  const end = async (to: string) => {
    const query = new URLSearchParams({ client_id: 'portal', post_logout_redirect_uri: to, state: 's' })
    return (await browser().go(`/idp/session/end?${query.toString()}`)).headers.get('location')
  }
  expect(await end(signedOut)).toBe(`${signedOut}?state=s`)
  expect(await end('https://evil.example/')).toBe('/sign-in')
})

test('the colour comes as a style sheet, and only a colour does', async () => {
  const css = async () => (await browser().go('/idp/organisation.css')).text()
  expect(await css()).toBe(':root { --org: #0e5a6b }\n')
  colour = 'red } body { display: none'
  expect(await css()).toBe('')
})

test.each(['/idp', '/idp/', '/idp/sign-in/', '/idp/sign-in/x', '/idp/me', '/idp/reg', '//', '/idp/%ff', '/other'])(
  '%s is a plain no',
  async (path) => {
    const answer = await fetch(origin + path)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  },
)

test('a host that the browser made up stands in no answer', async () => {
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
  const found = await (await fetch(`${origin}/idp/.well-known/openid-configuration`, { headers })).text()
  expect(found).not.toContain('evil.example')
})

test('no password and no secret was logged', () => {
  expect(logged.join('\n')).not.toContain(password)
  expect(logged.join('\n')).not.toContain(secret)
  expect(logged.filter((line) => line.includes('failed'))).toEqual([])
})
