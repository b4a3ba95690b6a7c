import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPage, password, startTestProvider } from './test-provider.ts'
import type { Browser } from './test-provider.ts'
import { codesOn, secretOn, setUp } from './test-set-up.ts'

let provider: Awaited<ReturnType<typeof startTestProvider>>
let at: Browser
let path: string
beforeEach(async () => {
  provider = await startTestProvider()
  at = provider.browser()
  path = (await provider.setUpLink('s-alex')).path
})
afterEach(() => provider.close())
const page = async (to = path, by = at) => (await by.go(to)).text()
const choose = (chosen: string, again = chosen, by = at) =>
  by.submit(path, { step: 'password', password: chosen, again })
const alex = () => provider.accounts.bySubject('s-alex')

test('password, authenticator, recovery codes, and nothing is saved before the last step', async () => {
  expect(await page()).toContain('<h1>Choose a password</h1>')
  expect((await choose(password)).headers.get('location')).toBe(path)
  const second = await page()
  expect(second).toContain('<h1>Add an authenticator</h1>')
  const secret = secretOn(second)
  expect(secret).toHaveLength(20)
  expect(second).toMatch(/<svg class="qr" viewBox="0 0 \d+ \d+" role="img"/)
  expect((await at.submit(path, { step: 'authenticator', code: provider.code(secret) })).status).toBe(303)
  const third = await page()
  expect(codesOn(third)).toHaveLength(10)
  expect((await alex())?.passwordHash).toBeNull()
  const done = await at.submit(path, { step: 'kept', kept: 'yes' })
  expect([done.status, done.headers.get('location')]).toEqual([303, '/idp/set-up/done'])
  expect(await page('/idp/set-up/done')).toContain('<a class="btn primary big" href="/sign-in">Sign in</a>')
  expect((await alex())?.passwordHash).toMatch(/^\$argon2id\$/)
  expect(provider.told).toEqual([{ kind: 'credentials-set', subject: 's-alex' }])
})

test('an account that had credentials is told that others have taken their place', async () => {
  await setUp(provider, at, 's-camille')
  expect(provider.told).toEqual([{ kind: 'credentials-replaced', subject: 's-camille' }])
})

test('a used link says so; one that is over, replaced, made up or no link at all gets one and the same page', async () => {
  const used = await setUp(provider, at, 's-alex')
  expect((await at.go(used.path)).status).toBe(410)
  expect(await page(used.path)).toContain('This link was used already')
  const older = (await provider.setUpLink('s-alex')).path
  const { path: newer } = await provider.setUpLink('s-alex')
  provider.knobs.now = new Date(provider.knobs.now.getTime() + 30 * 60_000)
  const pages = await Promise.all(
    [older, newer, `/idp/set-up/${'A'.repeat(43)}`, '/idp/set-up/x'].map((to) => page(to)),
  )
  expect(pages[0]).toContain('Ask whoever sent it to you for another one')
  expect(new Set(pages).size).toBe(1)
  expect((await at.submit(newer, { step: 'password', password, again: password })).status).toBe(410)
})

test('a link that runs out on the way saves nothing', async () => {
  await choose(password)
  await at.submit(path, { step: 'authenticator', code: provider.code(secretOn(await page())) })
  provider.knobs.now = new Date(provider.knobs.now.getTime() + 30 * 60_000)
  expect((await at.submit(path, { step: 'kept', kept: 'yes' })).status).toBe(410)
  expect((await alex())?.passwordHash).toBeNull()
})

test('going back keeps what was chosen: another password, the same authenticator and codes', async () => {
  await choose(password)
  const secret = secretOn(await page())
  await at.submit(path, { step: 'authenticator', code: provider.code(secret) })
  const codes = codesOn(await page())
  expect(await page(`${path}?step=password`)).toContain('<h1>Choose a password</h1>')
  expect(secretOn(await page(`${path}?step=authenticator`))).toEqual(secret)
  await choose('another door, open wide')
  expect(codesOn(await page())).toEqual(codes)
  await at.submit(path, { step: 'kept', kept: 'yes' })
  const { path: signIn } = await openPage(at)
  expect((await at.submit(signIn, { email: 'alex@contoso.example', password })).status).toBe(422)
  expect((await at.submit(signIn, { email: 'alex@contoso.example', password: 'another door, open wide' })).status).toBe(
    303,
  )
})

test('steps can’t be skipped, by address or by form', async () => {
  expect(await page(`${path}?step=kept`)).toContain('<h1>Choose a password</h1>')
  expect((await at.submit(path, { step: 'kept', kept: 'yes' })).status).toBe(409)
  expect((await at.submit(path, { step: 'authenticator', code: '000000' })).status).toBe(409)
  await choose(password)
  expect(await page(`${path}?step=kept`)).toContain('<h1>Add an authenticator</h1>')
  expect((await at.submit(path, { step: 'kept', kept: 'yes' })).status).toBe(422)
  const code = provider.code(secretOn(await page()), 2)
  expect((await at.submit(path, { step: 'authenticator', code })).status).toBe(422)
  await at.submit(path, { step: 'authenticator', code: provider.code(secretOn(await page())) })
  const unticked = await at.submit(path, { step: 'kept' })
  expect([unticked.status, codesOn(await unticked.text()).length]).toEqual([422, 10])
  expect((await alex())?.passwordHash).toBeNull()
})

test('another browser with the link sees nothing of what was chosen here', async () => {
  await choose(password)
  const secret = secretOn(await page())
  const other = provider.browser()
  expect(await page(path, other)).toContain('<h1>Choose a password</h1>')
  const stolen = await other.submit(path, { step: 'authenticator', code: provider.code(secret) })
  expect(stolen.status).toBe(409)
  expect(await stolen.text()).toContain('This was begun in another browser')
  await choose(password, password, other)
  expect(secretOn(await page(path, other))).not.toEqual(secret)
})

test.each([
  ['short', 'short', 'shorter than 12'],
  ['123456789012', '123456789012', 'follows the alphabet'],
  ['alex at the door', 'alex at the door', 'guessed first'],
  ['a door that stands open', 'a door that stood open', 'not the same'],
])('%j is refused in a sentence', async (chosen, again, words) => {
  const refused = await choose(chosen, again)
  expect(refused.status).toBe(422)
  const text = await refused.text()
  expect(text).toContain(words)
  expect(text).not.toContain(chosen === 'short' ? 'value="short"' : chosen)
})

test('fifty at once finish once', async () => {
  await choose(password)
  await at.submit(path, { step: 'authenticator', code: provider.code(secretOn(await page())) })
  const tries = Array.from({ length: 50 }, () => at.submit(path, { step: 'kept', kept: 'yes' }))
  const statuses = (await Promise.all(tries)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 303)).toHaveLength(1)
  expect(provider.told).toHaveLength(1)
})

test('forms from elsewhere and other methods change nothing; opening the page changes nothing', async () => {
  expect(
    (await at.submit(path, { step: 'password', password, again: password }, { 'sec-fetch-site': 'none' })).status,
  ).toBe(403)
  expect((await at.submit(path, { step: 'password', password, again: 'x'.repeat(9000) })).status).toBe(413)
  expect((await at.go(path, { method: 'DELETE' })).status).toBe(405)
  expect(at.setCookies).toEqual([])
})

test('no link is made for an account that is not there', async () => {
  await expect(provider.setUpLink('nobody')).rejects.toMatchObject({ code: 'unknown-account' })
})

test('names are text, in both languages; the address is told to nobody; nothing is logged', async () => {
  await choose(password)
  const answer = await at.go(`${path}?language=fr`)
  expect(answer.headers.get('referrer-policy')).toBe('strict-origin')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const text = await answer.text()
  expect(text).toContain('<h1>Ajoutez un authentificateur</h1>')
  expect(text).toContain('otpauth://totp/Contoso%20%3Cb%3E%26:alex%40contoso.example?secret=')
  expect(text).not.toMatch(/<script|style="|<b>&|<i>/)
  const token = path.split('/').at(-1) ?? ''
  expect(provider.logged.join('\n')).not.toContain(token)
  for (const line of at.setCookies.filter((set) => set.startsWith('latchkey-idp')))
    expect(line).toMatch(/^latchkey-idp-set-up=[\w-]{43}; Path=\/idp\/set-up\/; SameSite=Lax; HttpOnly$/)
})
