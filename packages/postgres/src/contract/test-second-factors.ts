import { expect, test } from 'vitest'
import { createAccountStore } from '../provider/account-store.ts'
import { createSecondFactorStore } from '../provider/second-factor-store.ts'
import { createSetUpStore } from '../provider/set-up-store.ts'
import { newId } from './test-world.ts'
import type { Given } from './test-world.ts'

const day = 24 * 60 * 60

export function secondFactorContract(given: () => Given): void {
  const factors = () => createSecondFactorStore(given().db)
  const setUps = () => createSetUpStore(given().db)
  const at = async <T>(seconds: number, work: () => Promise<T>): Promise<T> => {
    const { test: own } = given()
    try {
      await own.shiftClock(seconds * 1000)
      return await work()
    } finally {
      await own.shiftClock(0)
    }
  }
  const newAccount = async () => {
    const subject = newId()
    const email = `${subject}@contoso.example`
    return createAccountStore(given().db).add({ subject, email, name: 'Camille', passwordHash: null })
  }
  const bytes = (text: string) => new Uint8Array(Buffer.from(text))
  const credentials = (recoveryCodes = [bytes('one'), bytes('two')]) => ({
    passwordHash: 'hash',
    sealedSecret: bytes('sealed'),
    step: 1000,
    recoveryCodes,
  })
  const link = async (subject: string) => {
    const tokenHash = bytes(newId())
    const made = await setUps().open(subject, tokenHash, 1800)
    return { tokenHash, made }
  }
  const setUp = async (subject: string) => setUps().complete((await link(subject)).tokenHash, credentials())

  test('a link: open for its time, keeps a draft, and is used once by fifty at once', async () => {
    const account = await newAccount()
    const { tokenHash, made } = await link(account.subject)
    const now = await given().db.clock()
    expect((made?.expiresAt.getTime() ?? 0) - now.getTime()).toBeGreaterThan(1_790_000)
    expect(await setUps().find(tokenHash)).toEqual({ account, state: 'open', sealedDraft: null })
    expect(await setUps().keepDraft(tokenHash, bytes('draft'))).toBe(true)
    expect(await setUps().find(tokenHash)).toMatchObject({ sealedDraft: bytes('draft') })
    const tries = Array.from({ length: 50 }, () => setUps().complete(tokenHash, credentials()))
    expect((await Promise.all(tries)).filter((done) => done !== null)).toEqual([{ first: true }])
    expect(await setUps().find(tokenHash)).toMatchObject({ state: 'used', sealedDraft: null })
    expect(await setUps().keepDraft(tokenHash, bytes('draft'))).toBe(false)
  })

  test('a link that is over, replaced or made for nobody opens nothing', async () => {
    const { subject } = await newAccount()
    const [older, newer] = [await link(subject), await link(subject)]
    expect(await setUps().find(older.tokenHash)).toBeNull()
    expect(await setUps().complete(older.tokenHash, credentials())).toBeNull()
    expect(await at(1801, () => setUps().find(newer.tokenHash))).toMatchObject({ state: 'over' })
    expect(await at(1801, () => setUps().complete(newer.tokenHash, credentials()))).toBeNull()
    expect(await at(1801, () => setUps().keepDraft(newer.tokenHash, bytes('draft')))).toBe(false)
    await given().db.engine.query('update account set disabled_at = latchkey_clock() where subject = $1', [subject])
    expect(await setUps().find(newer.tokenHash)).toMatchObject({ state: 'over' })
    expect(await setUps().complete(newer.tokenHash, credentials())).toBeNull()
    expect((await link(subject)).made).toBeNull()
    expect((await link('nobody')).made).toBeNull()
    expect(await factors().authenticatorOf(subject)).toBeNull()
  })

  test('each step is used once, and none before it, by fifty at once', async () => {
    const { subject } = await newAccount()
    await setUp(subject)
    expect(await factors().authenticatorOf(subject)).toEqual({ sealedSecret: bytes('sealed') })
    expect(await factors().useStep(subject, 1000)).toBeNull()
    const tries = Array.from({ length: 50 }, () => factors().useStep(subject, 1001))
    expect((await Promise.all(tries)).filter((used) => used !== null)).toEqual([{ ripe: true }])
    expect(await factors().useStep(subject, 999)).toBeNull()
    expect(await factors().useStep('nobody', 2000)).toBeNull()
  })

  test('a recovery code is used once by fifty at once, and only by its account', async () => {
    const [{ subject }, other] = [await newAccount(), await newAccount()]
    await setUp(subject)
    expect(await factors().useRecoveryCode(other.subject, bytes('one'))).toBeNull()
    const tries = Array.from({ length: 50 }, () => factors().useRecoveryCode(subject, bytes('one')))
    expect((await Promise.all(tries)).filter((used) => used !== null)).toEqual([{ ripe: true, left: 1 }])
  })

  test('new codes kill the old, also two sheets at once, and are unripe for a day', async () => {
    const { subject } = await newAccount()
    await setUp(subject)
    const sheet = (name: string) => [bytes(`${name}1`), bytes(`${name}2`)]
    await Promise.all([
      factors().replaceRecoveryCodes(subject, sheet('a')),
      factors().replaceRecoveryCodes(subject, sheet('b')),
    ])
    expect(await factors().useRecoveryCode(subject, bytes('two'))).toBeNull()
    const [a, b] = [
      await factors().useRecoveryCode(subject, bytes('a1')),
      await factors().useRecoveryCode(subject, bytes('b1')),
    ]
    expect([a ?? b, a === null || b === null]).toEqual([{ ripe: false, left: 1 }, true])
    await factors().replaceRecoveryCodes(subject, sheet('c'))
    expect(await at(day + 1, () => factors().useRecoveryCode(subject, bytes('c1')))).toEqual({ ripe: true, left: 1 })
  })

  test('the first credentials are ripe at once, replaced ones and a replaced password after a day', async () => {
    const { subject } = await newAccount()
    expect(await setUp(subject)).toEqual({ first: true })
    expect(await factors().useStep(subject, 1001)).toEqual({ ripe: true })
    expect(await setUp(subject)).toEqual({ first: false })
    expect(await factors().useStep(subject, 1002)).toEqual({ ripe: false })
    expect(await factors().useRecoveryCode(subject, bytes('one'))).toEqual({ ripe: false, left: 1 })
    expect(await at(day + 1, () => factors().useStep(subject, 1003))).toEqual({ ripe: true })

    const { subject: changed } = await newAccount()
    await setUp(changed)
    await createAccountStore(given().db).setPasswordHash(changed, 'another')
    expect(await factors().useStep(changed, 1001)).toEqual({ ripe: false })
    expect(await at(day + 1, () => factors().useStep(changed, 1002))).toEqual({ ripe: true })
  })
}
