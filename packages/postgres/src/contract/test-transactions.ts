import { StaleError } from '@latchkey/domain'
import type { Announcement, Stores } from '@latchkey/domain'
import { expect, test } from 'vitest'
import { addPerson, askReset, collect, enrol, hash, newId, read, requestFor } from './test-world.ts'
import type { Given } from './test-world.ts'

const outside = { code: 'query-outside-transaction' }

export function transactionContract(given: () => Given): void {
  test('a throw takes everything back, and is thrown on', async () => {
    const { db } = given()
    const reason = new Error('changed my mind')
    const work = db.transaction(async ({ settings }) => {
      await settings.set('regretted', 'yes')
      throw reason
    })
    await expect(work).rejects.toBe(reason)
    expect(await read(db, ({ settings }) => settings.get('regretted'))).toBeNull()
  })

  test('a transaction inside a transaction fails at once, by name; so does the hot path, and the clock', async () => {
    const { db } = given()
    await db.transaction(async () => {
      await expect(db.transaction(async () => null)).rejects.toMatchObject(outside)
      await expect(db.checkIns.poll(hash())).rejects.toMatchObject(outside)
      await expect(db.checkIns.handOver(newId(), { afterIdle: true })).rejects.toMatchObject(outside)
      await expect(db.clock()).rejects.toMatchObject(outside)
    })
    expect(await db.clock()).toBeInstanceOf(Date)
  })

  test('what a transaction left running may use the database once it is over', async () => {
    const { db } = given()
    const over = Promise.withResolvers<void>()
    let left: Promise<Date> | undefined
    await db.transaction(async () => {
      left = over.promise.then(() => db.clock())
    })
    over.resolve()
    expect(await left).toBeInstanceOf(Date)
  })

  test('stores that outlive their transaction refuse', async () => {
    const { db } = given()
    let kept: Stores | undefined
    await db.transaction(async (stores) => {
      kept = stores
    })
    await expect(kept?.now()).rejects.toMatchObject({ code: 'transaction-over' })
  })

  test('an SQL error ends the transaction and leaves the database usable', async () => {
    const { db } = given()
    const person = await addPerson(db)
    const { issuer, subject, email, name, role } = person
    await expect(
      db.transaction(({ people }) => people.add({ issuer, subject, email, name, role })),
    ).rejects.toMatchObject({
      code: '23505',
    })
    expect(await read(db, ({ people }) => people.byId(person.id))).toEqual(person)
  })

  test('fifty resets of one device at once: one is opened, the others are stale', async () => {
    const { db } = given()
    const enrolled = await enrol(db)
    const now = await db.clock()
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        db.transaction((stores) => stores.commit([{ type: 'request-opened', request: requestFor(enrolled, now) }])),
      ),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(StaleError)
    expect(await read(db, ({ requests }) => requests.openOfDevice(enrolled.enrolment.deviceId))).toHaveLength(1)
  })

  test('an act that waited for the device’s row sees what the one before it wrote', async () => {
    const { db } = given()
    const { person, enrolment } = await enrol(db)
    const rename = (name: string) =>
      db.transaction(async ({ devices, ...stores }) => {
        const before = await devices.heldByWithId(person.id, enrolment.deviceId, { lock: true })
        await stores.commit([{ type: 'device-renamed', deviceId: enrolment.deviceId, name: `${before?.name}${name}` }])
      })
    await Promise.all(['a', 'b', 'c', 'd'].map(rename))
    const after = await read(db, ({ devices }) => devices.byId(enrolment.deviceId))
    expect(after?.name.slice('iPhone'.length).split('').sort()).toEqual(['a', 'b', 'c', 'd'])
  })

  test('the clock is one, in whole milliseconds, and moves when it is shifted', async () => {
    const { test: own, db } = given()
    const real = await db.clock()
    try {
      await own.shiftClock(3_600_000)
      const ahead = (await read(db, (stores) => stores.now())).getTime() - real.getTime()
      expect(ahead).toBeGreaterThanOrEqual(3_600_000)
      expect(ahead).toBeLessThan(3_660_000)
      expect((await db.clock()).getTime() - real.getTime()).toBeGreaterThanOrEqual(3_600_000)
    } finally {
      await own.shiftClock(0)
    }
  })

  test('what is announced is heard after the commit, and only then', async () => {
    const { db } = given()
    const heard = collect<Announcement>()
    const stop = await db.listen(heard.add)
    const said = (id: string) => ({ type: 'announced', personId: newId(), topic: 'device', id }) as const
    const kept = newId()
    const lost = newId()
    const undone = db.transaction(async (stores) => {
      await stores.commit([said(lost)])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await db.transaction((stores) => stores.commit([said(kept)]))
    await heard.until((all) => all.some((one) => one.type === 'changed' && one.id === kept))
    expect(heard.all.some((one) => one.type === 'changed' && one.id === lost)).toBe(false)
    await stop()
  })

  test('a wake is announced with the commit, and by a hand-over the holder’s pages are', async () => {
    const { db } = given()
    const heard = collect<Announcement>()
    const stop = await db.listen(heard.add)
    const { enrolment, person, request } = await askReset(db)
    await db.transaction((stores) => stores.commit([{ type: 'wake', enrolmentId: enrolment.id }]))
    await db.checkIns.handOver(enrolment.id, { afterIdle: true })
    await heard.until((all) => all.some((one) => one.type === 'changed' && one.id === request.id))
    expect(heard.all).toContainEqual({ type: 'wake', enrolmentId: enrolment.id })
    expect(heard.all).toContainEqual({ type: 'changed', personId: person.id, topic: 'request', id: request.id })
    expect(heard.all).toContainEqual({ type: 'changed', personId: person.id, topic: 'device', id: enrolment.deviceId })
    await stop()
  })
}
