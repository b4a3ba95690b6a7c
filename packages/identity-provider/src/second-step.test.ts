import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPage, password, signIn, startTestProvider } from './test-provider.ts'
import type { Browser } from './test-provider.ts'
import { setUp } from './test-set-up.ts'

const email = 'alex@contoso.example'
let provider: Awaited<ReturnType<typeof startTestProvider>>
let secret: Buffer
let codes: string[]
beforeAll(async () => {
  provider = await startTestProvider()
  const done = await setUp(provider, provider.browser(), 's-alex')
  secret = done.secret
  codes = done.codes
})
// Past every wait, and past every code that was used.
beforeEach(() => pass(2 * 60 * 60))
afterAll(() => provider.close())
const pass = (seconds: number) => (provider.knobs.now = new Date(provider.knobs.now.getTime() + seconds * 1000))

/** Gives the right password; the path of the page that then asks for a code. */
async function half(at: Browser, more: Record<string, string> = {}) {
  const { path } = await openPage(at, more)
  const taken = await at.submit(path, { email, password })
  expect(taken.headers.get('location')).toBe(path)
  return path
}
async function claims(at: Browser, answer: Response) {
  const back = await at.go(answer.headers.get('location') ?? '')
  return provider.claimsOf(new URL(back.headers.get('location') ?? ''))
}

test('a code after the password: two factors, told as such', async () => {
  const at = provider.browser()
  const path = await half(at)
  const text = await (await at.go(path)).text()
  expect(text).toContain('<h1>Type your code</h1>')
  expect(text).toMatch(/<input id="code" name="code" [^>]*autocomplete="one-time-code" inputmode="numeric"/)
  expect(text).toContain('it shows for Contoso &lt;b&gt;&amp;.')
  const answer = await at.submit(path, { code: provider.code(secret) })
  expect(await claims(at, answer)).toMatchObject({ acr: 'urn:latchkey:acr:two-factors', amr: ['pwd', 'otp'] })
})

test('a recovery code after the password: once, and its person is told', async () => {
  provider.told.length = 0
  const at = provider.browser()
  const path = await half(at)
  expect(await (await at.go(`${path}?way=recovery`)).text()).toContain('<h1>Type a recovery code</h1>')
  const answer = await at.submit(path, { recovery: codes[0]?.toLowerCase().replaceAll(' ', '-') ?? '' })
  expect(await claims(at, answer)).toMatchObject({ acr: 'urn:latchkey:acr:two-factors', amr: ['pwd', 'mfa'] })
  expect(provider.told).toEqual([{ kind: 'recovery-code-used', subject: 's-alex', left: 9 }])
  const again = await half(at)
  expect((await at.submit(again, { recovery: codes[0] ?? '' })).status).toBe(422)
})

test('a recovery code that nobody can be told of opens nothing', async () => {
  const at = provider.browser()
  const path = await half(at)
  provider.knobs.tellingFails = true
  expect((await at.submit(path, { recovery: codes[1] ?? '' })).status).toBe(500)
  provider.knobs.tellingFails = false
})

test('one recovery code opens one of fifty sign-ins at once', async () => {
  // Nobody has to wait here: the code alone decides.
  const open = await startTestProvider({ account: [0], code: [0], address: [0] })
  const sheet = (await setUp(open, open.browser(), 's-alex')).codes
  const halves = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const at = open.browser()
      const { path } = await openPage(at)
      // Too many passwords at once are refused: each comes in by itself.
      while ((await at.submit(path, { email, password })).status !== 303);
      return { at, path }
    }),
  )
  const answers = await Promise.all(halves.map(({ at, path }) => at.submit(path, { recovery: sheet[0] ?? '' })))
  open.close()
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(49)
  expect(open.told.at(-1)).toEqual({ kind: 'recovery-code-used', subject: 's-alex', left: 9 })
})

test('a code is used once, also one step late, and an older one never after', async () => {
  const at = provider.browser()
  const code = provider.code(secret)
  expect((await at.submit(await half(at), { code })).status).toBe(303)
  const path = await half(at)
  expect((await at.submit(path, { code })).status).toBe(422)
  expect((await at.submit(path, { code: provider.code(secret, -1) })).status).toBe(422)
  pass(30)
  expect((await at.submit(path, { code })).status).toBe(422)
  expect((await at.submit(path, { code: provider.code(secret) })).status).toBe(303)
})

test('clocks may drift by one step', async () => {
  const at = provider.browser()
  const path = await half(at)
  for (const steps of [-2, 2]) expect((await at.submit(path, { code: provider.code(secret, steps) })).status).toBe(422)
  expect((await at.submit(path, { code: provider.code(secret, 1) })).status).toBe(303)
})

test('without the password, from another browser or after five minutes there is no second step', async () => {
  const at = provider.browser()
  const { path } = await openPage(at)
  const early = await at.submit(path, { code: provider.code(secret) })
  expect([early.status, (await early.text()).includes('Type your password once more')]).toEqual([422, true])
  const begun = await half(at)
  expect((await provider.browser().submit(begun, { code: provider.code(secret) })).status).toBe(410)
  pass(301)
  expect((await at.submit(begun, { code: provider.code(secret) })).status).toBe(422)
})

test('until the password is right, an account with a second factor answers like one without and like none', async () => {
  const answers = []
  for (const tried of [email, 'sam@contoso.example', 'nobody@contoso.example']) {
    const at = provider.browser()
    const { path } = await openPage(at)
    const answer = await at.submit(path, { email: tried, password: 'not the password' })
    const text = await answer.text()
    answers.push(`${answer.status} ${text.replaceAll(tried, 'EMAIL').replaceAll(path, 'PATH')}`)
  }
  expect(new Set(answers).size).toBe(1)
})

test('wrong codes have to wait, whoever tries; a browser used before waits for its own alone', async () => {
  const own = provider.browser()
  expect((await own.submit(await half(own, { latchkey_browser: 'own' }), { code: provider.code(secret) })).status).toBe(
    303,
  )
  expect(own.setCookies.find((line) => line.startsWith('latchkey-idp-known='))).toMatch(
    /; Path=\/idp; Max-Age=34560000; SameSite=Lax; HttpOnly$/,
  )
  const stranger = provider.browser()
  const path = await half(stranger)
  for (let n = 0; n < 5; n += 1) expect((await stranger.submit(path, { code: '000000' })).status).toBe(422)
  const waiting = await stranger.submit(path, { code: provider.code(secret, 1) })
  expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([429, '5'])
  pass(1)
  const mine = await half(own)
  expect((await own.submit(mine, { code: provider.code(secret, 1) })).status).toBe(303)
})

test('a borrowed browser is not known again', async () => {
  const at = provider.browser()
  await signIn(at, 'camille@contoso.example')
  await signIn(at, 'camille@contoso.example', { latchkey_browser: 'borrowed' })
  expect(at.setCookies.filter((line) => line.startsWith('latchkey-idp-known'))).toEqual([])
})

test('credentials that were replaced confirm nothing for a day', async () => {
  const at = provider.browser()
  const replaced = await setUp(provider, provider.browser(), 's-camille')
  const camille = async () => {
    const { path } = await openPage(at)
    await at.submit(path, { email: 'camille@contoso.example', password })
    return claims(at, await at.submit(path, { code: provider.code(replaced.secret) }))
  }
  pass(60)
  expect(await camille()).toMatchObject({ acr: 'urn:latchkey:acr:password', amr: ['pwd', 'otp'] })
  pass(24 * 60 * 60)
  expect(await camille()).toMatchObject({ acr: 'urn:latchkey:acr:two-factors', amr: ['pwd', 'otp'] })
})

test('an account that is disabled, or gets another password, between the steps stays out', async () => {
  const at = provider.browser()
  const path = await half(at)
  const hash = (await provider.accounts.bySubject('s-alex'))?.passwordHash ?? ''
  await provider.accounts.setPasswordHash('s-alex', `${hash}x`)
  expect((await at.submit(path, { code: provider.code(secret) })).status).toBe(422)
  await provider.accounts.setPasswordHash('s-alex', hash)
})

test('what is typed comes back on no page; no code is logged', async () => {
  const at = provider.browser()
  const path = await half(at)
  const hostile = '"><script>alert(1)</script>'
  for (const field of ['code', 'recovery'])
    expect(await (await at.submit(path, { [field]: hostile })).text()).not.toContain('alert(1)')
  expect(await (await at.go(`${path}?way=%22%3E%3Cscript%3E`)).text()).not.toContain('<script')
  const logged = provider.logged.join('\n')
  for (const code of codes) expect(logged).not.toContain(code)
})
