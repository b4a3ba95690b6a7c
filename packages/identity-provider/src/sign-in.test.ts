import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, password, signIn, startTestProvider } from './test-provider.ts'

let provider: Awaited<ReturnType<typeof startTestProvider>>
beforeAll(async () => {
  provider = await startTestProvider()
})
afterAll(() => provider.close())
const browser = () => provider.browser()

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
  provider.knobs.intent = {
    act: 'reset-passcode',
    deviceName: "Camille's <iPhone>",
    lastFour: '4F7K',
    secondsLeft: 252,
  }
  const { page } = await openPage(browser(), { latchkey_intent: 'the-intent', prompt: 'login', ui_locales: 'en' })
  const text = await page.text()
  expect(text).toContain('<b>4 minutes left</b> to sign in. You’re resetting the passcode of ')
  expect(text).toContain('<b>Camille&#39;s &lt;iPhone&gt;</b> (serial number ends in 4F7K). Nothing is sent before')
  expect(text).toMatch(/<form method="post" action="\/auth\/stop">/)
  const { page: other } = await openPage(browser(), { latchkey_intent: 'another' })
  expect(await other.text()).not.toContain('iPhone')
})

test('time that ran out is said, and nothing is promised', async () => {
  provider.knobs.intent = { act: 'reset-passcode', deviceName: 'iPhone', lastFour: null, secondsLeft: 0 }
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

test('the colour comes as a style sheet, and only a colour does', async () => {
  const css = async () => (await browser().go('/idp/organisation.css')).text()
  expect(await css()).toBe(':root { --org: #0e5a6b }\n')
  provider.knobs.colour = 'red } body { display: none'
  expect(await css()).toBe('')
})

test('no password and no secret was logged', () => {
  expect(provider.logged.join('\n')).not.toContain(password)
  expect(provider.logged.join('\n')).not.toContain(provider.secret)
  expect(provider.logged.filter((line) => line.includes('failed'))).toEqual([])
})
