import { expect, test } from 'vitest'
import { addPerson, askReset, newId, read } from './test-world.ts'
import type { Given } from './test-world.ts'

export function newsContract(given: () => Given): void {
  test('notifications: newest first, with the device’s name, unread until read by their own person', async () => {
    const { db } = given()
    const { person, enrolment, request } = await askReset(db)
    const about = { personId: person.id, deviceId: enrolment.deviceId, requestId: request.id }
    const [first, second] = [newId(), newId()]
    await db.transaction((stores) =>
      stores.commit([
        { type: 'notified', notification: { ...about, id: first, kind: 'reset-unknown' } },
        { type: 'notified', notification: { ...about, id: second, kind: 'reset-done-removed' } },
      ]),
    )
    const list = () => read(db, ({ notifications }) => notifications.of(person.id, 10))
    const unread = () => read(db, ({ notifications }) => notifications.unread(person.id))
    expect(await list()).toMatchObject([
      { id: second, kind: 'reset-done-removed', deviceName: 'iPhone', readAt: null },
      { id: first, kind: 'reset-unknown', requestId: request.id },
    ])
    expect(await unread()).toBe(2)
    const stranger = await addPerson(db, 'Sam')
    await db.transaction(({ notifications }) => notifications.markRead(stranger.id, [first, second]))
    expect(await unread()).toBe(2)
    await db.transaction(({ notifications }) => notifications.markRead(person.id, [first, 'nonsense']))
    expect(await unread()).toBe(1)
    expect((await list())[1]?.readAt).toBeInstanceOf(Date)
    expect(await read(db, ({ notifications }) => notifications.of(person.id, 1))).toHaveLength(1)
  })

  test('the policy is the product’s until the organisation says otherwise, from a time on', async () => {
    const { db, test: own } = given()
    const cell = () => read(db, ({ policy }) => policy.cell('factory-reset', 'corporate'))
    expect(await cell()).toEqual({ verdict: 'approval', holdMinutes: 0 })
    await db.engine.query(
      `insert into policy (act, ownership, verdict, hold_minutes, in_force_at)
       values ('factory-reset', 'corporate', 'allowed', 5, latchkey_clock() + interval '1 hour')`,
    )
    expect(await cell()).toEqual({ verdict: 'approval', holdMinutes: 0 })
    try {
      await own.shiftClock(3_601_000)
      expect(await cell()).toEqual({ verdict: 'allowed', holdMinutes: 5 })
    } finally {
      await own.shiftClock(0)
    }
  })

  test('a setting that is set once stays, whoever comes first', async () => {
    const { db } = given()
    const key = newId()
    expect(await read(db, ({ settings }) => settings.get(key))).toBeNull()
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((value) => db.transaction(({ settings }) => settings.setOnce(key, value))),
    )
    expect(new Set(answers).size).toBe(1)
    await db.transaction(({ settings }) => settings.set(key, 'z'))
    expect(await read(db, ({ settings }) => settings.get(key))).toBe('z')
  })

  test('a database is stamped once', async () => {
    const { db } = given()
    await db.stamp('demo')
    await db.stamp('demo')
    await expect(db.stamp('real')).rejects.toMatchObject({ code: 'database-stamped-otherwise' })
  })
}
