import { afterAll, beforeAll, expect, test } from 'vitest'
import { callback, openPage, request, signedOut, signIn, startTestProvider } from './test-provider.ts'

let provider: Awaited<ReturnType<typeof startTestProvider>>
beforeAll(async () => {
  provider = await startTestProvider()
})
afterAll(() => provider.close())
const browser = () => provider.browser()

test('a sign-in yields the claims, with auth_time from the clock that was given', async () => {
  provider.knobs.now = new Date('2031-03-04T05:06:07.890Z')
  const back = await signIn(browser(), 'camille@contoso.example')
  expect(back.origin + back.pathname).toBe(callback)
  expect(back.searchParams.get('state')).toBe('the-state')
  expect(back.searchParams.get('iss')).toBe(`${provider.origin}/idp`)
  expect(await provider.claimsOf(back)).toMatchObject({
    iss: `${provider.origin}/idp`,
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
  const found = (await (await fetch(`${provider.origin}/idp/.well-known/openid-configuration`)).json()) as Record<
    string,
    unknown
  >
  expect(found).toMatchObject({
    issuer: `${provider.origin}/idp`,
    authorization_endpoint: `${provider.origin}/idp/auth`,
    token_endpoint: `${provider.origin}/idp/token`,
    end_session_endpoint: `${provider.origin}/idp/session/end`,
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
  expect(await provider.claimsOf(await signIn(at, 'sam@contoso.example'))).toMatchObject({ sub: 's-sam' })
})

test('two sign-ins within one second are told apart', async () => {
  const at = browser()
  const first = await provider.claimsOf(await signIn(at, 'camille@contoso.example'))
  const second = await provider.claimsOf(await signIn(at, 'camille@contoso.example'))
  expect(second['auth_time']).toBe((first['auth_time'] as number) + 1)
})

test('a code needs its verifier, and works once', async () => {
  const code = (await signIn(browser(), 'camille@contoso.example')).searchParams.get('code') ?? ''
  expect((await provider.exchange(code, { code_verifier: 'x'.repeat(43) })).status).toBe(400)
  const other = (await signIn(browser(), 'camille@contoso.example')).searchParams.get('code') ?? ''
  expect([(await provider.exchange(other)).status, (await provider.exchange(other)).status]).toEqual([200, 400])
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

test('signing out leads back, to the registered page only', async () => {
  const end = async (to: string) => {
    const query = new URLSearchParams({ client_id: 'portal', post_logout_redirect_uri: to, state: 's' })
    return (await browser().go(`/idp/session/end?${query.toString()}`)).headers.get('location')
  }
  expect(await end(signedOut)).toBe(`${signedOut}?state=s`)
  expect(await end('https://evil.example/')).toBe('/sign-in')
})

test.each(['/idp', '/idp/', '/idp/sign-in/', '/idp/sign-in/x', '/idp/me', '/idp/reg', '//', '/idp/%ff', '/other'])(
  '%s is a plain no',
  async (path) => {
    const answer = await fetch(provider.origin + path)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  },
)

test('a host that the browser made up stands in no answer', async () => {
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
  const found = await (await fetch(`${provider.origin}/idp/.well-known/openid-configuration`, { headers })).text()
  expect(found).not.toContain('evil.example')
})
