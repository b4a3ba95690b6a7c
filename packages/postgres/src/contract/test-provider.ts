import { expect, test } from 'vitest'
import { createAccountStore } from '../provider/account-store.ts'
import { createAttemptStore } from '../provider/attempt-store.ts'
import { createProviderRecordStore } from '../provider/provider-record-store.ts'
import { newId } from './test-world.ts'
import type { Given } from './test-world.ts'

export function providerContract(given: () => Given): void {
  const at = async <T>(seconds: number, work: () => Promise<T>): Promise<T> => {
    const { test: own } = given()
    try {
      await own.shiftClock(seconds * 1000)
      return await work()
    } finally {
      await own.shiftClock(0)
    }
  }

  test('an account, by subject and by address', async () => {
    const accounts = createAccountStore(given().db)
    const subject = newId()
    const added = { subject, email: `${subject}@contoso.example`, name: 'Camille', passwordHash: null }
    expect(await accounts.add(added)).toEqual({ ...added, disabledAt: null })
    await accounts.setPasswordHash(subject, 'hash')
    const account = { ...added, passwordHash: 'hash', disabledAt: null }
    expect(await accounts.bySubject(subject)).toEqual(account)
    expect(await accounts.byEmail(added.email.toUpperCase())).toEqual(account)
    expect(await accounts.byEmail('nobody@contoso.example')).toBeNull()
    await expect(accounts.add({ ...added, subject: newId() })).rejects.toMatchObject({ code: '23505' })
  })

  test('a record: found until it expires, is destroyed or its grant is revoked; consumed once', async () => {
    const records = createProviderRecordStore(given().db)
    const [id, uid, grantId, userCode] = [newId(), newId(), newId(), newId()]
    const payload = { uid, grantId, userCode, deep: { list: [1, 'two', null] } }
    await records.upsert('Session', id, payload, 60)
    expect(await records.find('Session', id)).toEqual(payload)
    expect(await records.findByUid('Session', uid)).toEqual(payload)
    expect(await records.findByUserCode('Session', userCode)).toEqual(payload)
    expect(await records.find('Interaction', id)).toBeNull()
    await records.consume('Session', id)
    const consumed = await records.find('Session', id)
    expect(consumed).toEqual({ ...payload, consumed: expect.any(Number) as unknown })
    await records.consume('Session', id)
    expect(await records.find('Session', id)).toEqual(consumed)
    expect(await at(61, () => records.find('Session', id))).toBeNull()
    await records.revokeByGrantId('Session', grantId)
    expect(await records.find('Session', id)).toBeNull()
    await records.upsert('Session', id, payload, null)
    expect(await at(1e9, () => records.find('Session', id))).toEqual(payload)
    await records.destroy('Session', id)
    expect(await records.find('Session', id)).toBeNull()
    await records.upsert('Session', id, payload, -1)
    expect(await records.removeExpired()).toBeGreaterThanOrEqual(1)
  })

  test('tries at a password: each has to wait longer, knocking on prolongs nothing, an hour forgives', async () => {
    const attempts = createAttemptStore(given().db)
    const key = newId()
    const take = (seconds: number) => at(seconds, () => attempts.take(key, [0, 10, 100]))
    expect([await take(0), await take(1)]).toEqual([0, 0])
    expect(await take(2)).toBeGreaterThan(5)
    expect(await take(5)).toBeLessThanOrEqual(7)
    expect(await take(12)).toBe(0)
    expect(await take(50)).toBeGreaterThan(50)
    await attempts.giveBack(key)
    expect(await take(51)).toBe(0)
    await attempts.clear(key)
    expect([await take(52), await take(53)]).toEqual([0, 0])
    expect([await take(3660), await take(3661)]).toEqual([0, 0])
  })

  test('twenty tries at once: one goes on', async () => {
    const attempts = createAttemptStore(given().db)
    const key = newId()
    const taken = await Promise.all(Array.from({ length: 20 }, () => attempts.take(key, [60])))
    expect(taken.filter((wait) => wait === 0)).toHaveLength(1)
  })
}
