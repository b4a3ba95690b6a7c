import { beforeAll, expect, test } from 'vitest'
import { memoryAccounts, memoryAttempts } from '../memory-stores.ts'
import { authenticate } from './authenticate.ts'
import { readKnownBrowser, remember } from './known-browser.ts'
import { hashPassword, passwordFits, PasswordError } from './password.ts'
import { defaultThrottle } from './tries.ts'

const password = 'a door that stands open'
let passwordHash: string

beforeAll(async () => {
  passwordHash = await hashPassword(password)
})

async function house() {
  const accounts = memoryAccounts()
  await accounts.add({ subject: 's1', email: 'camille@contoso.example', name: 'Camille', passwordHash })
  let now = 1_800_000_000_000
  return {
    accounts,
    attempts: memoryAttempts(async () => new Date(now)),
    throttle: defaultThrottle,
    pass: (seconds: number) => (now += seconds * 1000),
  }
}
const camille = { email: ' Camille@Contoso.example ', password, address: '198.51.100.7', browser: null }

test('Argon2id with 19 MiB, two passes, one lane', () => {
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('twelve characters are enough, eleven are not, however many bytes they take', async () => {
  await expect(hashPassword('é'.repeat(11))).rejects.toThrow(new PasswordError('password-too-short'))
  await expect(hashPassword('x'.repeat(257))).rejects.toThrow(new PasswordError('password-too-long'))
  await expect(passwordFits(await hashPassword('é'.repeat(12)), 'e\u0301'.repeat(12))).resolves.toBe(true)
})

test('the right password opens; a wrong one, an unknown and a disabled account answer alike', async () => {
  const parts = await house()
  expect(await authenticate(parts, camille)).toMatchObject({ kind: 'account', account: { subject: 's1' } })
  expect(await authenticate(parts, { ...camille, password: 'wrong' })).toEqual({ kind: 'wrong' })
  expect(await authenticate(parts, { ...camille, email: 'nobody@contoso.example' })).toEqual({ kind: 'wrong' })
  const disabled = { ...parts.accounts, byEmail: async () => ({ ...(await known(parts)), disabledAt: new Date(0) }) }
  expect(await authenticate({ ...parts, accounts: disabled }, camille)).toEqual({ kind: 'wrong' })
})

test('an unknown account costs the work of a known one', async () => {
  await expect(passwordFits(null, password)).resolves.toBe(false)
  const time = async (hash: string | null) => {
    const start = performance.now()
    for (let n = 0; n < 5; n++) await passwordFits(hash, 'wrong')
    return performance.now() - start
  }
  const [known, unknown] = [await time(passwordHash), await time(null)]
  expect(unknown).toBeGreaterThan(known / 3)
})

test('an account waits longer with each wrong password, also under the right one, and unknown accounts do too', async () => {
  for (const email of [camille.email, 'nobody@contoso.example']) {
    const parts = await house()
    const wrong = { ...camille, email, password: 'wrong' }
    for (let n = 0; n < 5; n++) expect(await authenticate(parts, wrong)).toEqual({ kind: 'wrong' })
    expect(await authenticate(parts, { ...camille, email })).toEqual({ kind: 'wait', seconds: 2 })
    parts.pass(2)
    expect(await authenticate(parts, wrong)).toEqual({ kind: 'wrong' })
    expect(await authenticate(parts, wrong)).toEqual({ kind: 'wait', seconds: 4 })
  }
})

test('knocking while waiting does not prolong the wait, and the right password clears it', async () => {
  const parts = await house()
  for (let n = 0; n < 30; n++) await authenticate(parts, { ...camille, password: 'wrong' })
  parts.pass(2)
  expect(await authenticate(parts, camille)).toMatchObject({ kind: 'account' })
  expect(await authenticate(parts, { ...camille, password: 'wrong' })).toEqual({ kind: 'wrong' })
})

test('right passwords are not counted against their address', async () => {
  const parts = await house()
  for (let n = 0; n < 60; n++) expect(await authenticate(parts, camille)).toMatchObject({ kind: 'account' })
})

test('an address waits after fifty wrong tries at any accounts; its /64 is one address', async () => {
  const parts = await house()
  const from = (n: number) => ({
    email: `a${n}@contoso.example`,
    password: 'w',
    address: `2001:db8:1:2::${n}`,
    browser: null,
  })
  for (let n = 0; n <= 50; n++) expect(await authenticate(parts, from(n))).toEqual({ kind: 'wrong' })
  expect(await authenticate(parts, from(51))).toEqual({ kind: 'wait', seconds: 1 })
  expect(await authenticate(parts, { ...from(52), address: '2001:db8:1:3::1' })).toEqual({ kind: 'wrong' })
  expect(await authenticate(parts, camille)).toMatchObject({ kind: 'account' })
})

test('a browser used before waits for its own tries alone, and only for the account that used it', async () => {
  const parts = await house()
  const keys = ['key']
  const browser = readKnownBrowser(`latchkey-idp-known=${remember(null, 'camille@contoso.example', keys)}`, keys)
  const wrong = { ...camille, password: 'wrong' }
  for (let n = 0; n < 6; n++) await authenticate(parts, wrong)
  expect(await authenticate(parts, camille)).toMatchObject({ kind: 'wait' })
  expect(await authenticate(parts, { ...camille, browser })).toMatchObject({ kind: 'account' })
  for (let n = 0; n < 5; n++) expect(await authenticate(parts, { ...wrong, browser })).toEqual({ kind: 'wrong' })
  expect(await authenticate(parts, { ...wrong, browser })).toEqual({ kind: 'wait', seconds: 2 })
  const sam = { ...wrong, email: 'sam@contoso.example' }
  for (let n = 0; n < 5; n++) await authenticate(parts, sam)
  expect(await authenticate(parts, { ...sam, browser })).toMatchObject({ kind: 'wait' })
})

async function known(parts: Awaited<ReturnType<typeof house>>) {
  const account = await parts.accounts.bySubject('s1')
  if (account === null) throw new Error('the account is there')
  return account
}
