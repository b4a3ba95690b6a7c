import { expect, test } from 'vitest'
import { addPerson, askReset, enrol, introduce, newId, push, read, sealedToken } from './test-world.ts'
import type { Given } from './test-world.ts'

export function deviceContract(given: () => Given): void {
  test('a device comes with its present enrolment', async () => {
    const { db } = given()
    const { person, enrolment } = await enrol(db)
    const [device, ...others] = await read(db, ({ devices }) => devices.heldBy(person.id))
    expect(others).toEqual([])
    expect(device).toMatchObject({
      id: enrolment.deviceId,
      holderId: person.id,
      firstHolder: true,
      channel: 'apple',
      platform: 'ios',
      name: 'iPhone',
      originalName: 'iPhone',
      ownership: 'personal',
      passcodePresent: null,
      lostMode: false,
      markedLostAt: null,
      removedAt: null,
      enrolment: { id: enrolment.id, generation: 1, state: 'enrolled', signedInOnDevice: true, pushDeadSince: null },
    })
    expect(device?.enrolment?.unlockTokenSince).toBeInstanceOf(Date)
    expect(device?.lastSeenAt).toBeInstanceOf(Date)
  })

  test('nobody sees somebody else’s device', async () => {
    const { db } = given()
    const { enrolment } = await enrol(db)
    const stranger = await addPerson(db, 'Sam')
    const seen = await read(db, async ({ devices }) => [
      await devices.heldByWithId(stranger.id, enrolment.deviceId),
      await devices.heldByWithId(stranger.id, enrolment.deviceId, { lock: true }),
      ...(await devices.heldBy(stranger.id)),
    ])
    expect(seen).toEqual([null, null])
  })

  test('what a device reports is written, what it leaves out stays', async () => {
    const { db } = given()
    const { enrolment } = await enrol(db)
    await db.transaction(({ devices }) =>
      devices.updateFacts(enrolment.deviceId, { osVersion: '19.0', passcodePresent: true, checked: true }),
    )
    await db.transaction(({ devices }) => devices.updateFacts(enrolment.deviceId, { lostMode: true }))
    await db.transaction(({ devices }) => devices.updateFacts(enrolment.deviceId, {}))
    const device = await read(db, ({ devices }) => devices.byId(enrolment.deviceId))
    expect(device).toMatchObject({ osVersion: '19.0', passcodePresent: true, lostMode: true, model: 'iPhone 15' })
    expect(device?.lastCheckedAt).toBeInstanceOf(Date)
  })

  test('the device of an enrolment, as long as that has not ended', async () => {
    const { db } = given()
    const { enrolment } = await enrol(db)
    const find = () => read(db, ({ devices }) => devices.byEnrolment(enrolment.id))
    expect((await find())?.id).toBe(enrolment.deviceId)
    await db.transaction(({ enrolments }) => enrolments.end(enrolment.id))
    expect(await find()).toBeNull()
  })

  test('a removed device is in nobody’s list and has nothing escrowed any more', async () => {
    const { db } = given()
    const { person, enrolment } = await enrol(db)
    await db.transaction(({ devices }) => devices.markRemoved(enrolment.deviceId))
    expect(await read(db, ({ devices }) => devices.heldBy(person.id))).toEqual([])
    const device = await read(db, ({ devices }) => devices.byId(enrolment.deviceId))
    expect(device?.removedAt).toBeInstanceOf(Date)
    expect(device?.enrolment?.unlockTokenSince).toBeNull()
  })

  test('a transferred device has a later holder from now on, and no passcode that the former one could know', async () => {
    const { db } = given()
    const asked = await askReset(db)
    const next = await addPerson(db, 'Sam')
    const { deviceId } = asked.enrolment
    await db.transaction(({ passcodes }) =>
      passcodes.put({ id: newId(), deviceId, requestId: asked.request.id, sealed: Uint8Array.of(1) }),
    )
    const before = await db.clock()
    await db.transaction(({ devices }) => devices.transfer(deviceId, next.id))
    const device = await read(db, ({ devices }) => devices.heldByWithId(next.id, deviceId))
    expect(device).toMatchObject({ holderId: next.id, firstHolder: false })
    expect(device?.holderSince?.getTime()).toBeGreaterThanOrEqual(before.getTime())
    // What opens it for its holder stays: the rule waits 24 hours before it serves the next one.
    expect(device?.enrolment?.unlockTokenSince).toBeInstanceOf(Date)
    expect(await read(db, ({ devices }) => devices.heldBy(asked.person.id))).toEqual([])
    const { rows } = await db.engine.query('select sealed from temporary_passcode where device_id = $1', [deviceId])
    expect(rows).toEqual([{ sealed: null }])
  })

  test('marked lost and found again, each once', async () => {
    const { db } = given()
    const { deviceId } = (await enrol(db)).enrolment
    const lostAt = async () => (await read(db, ({ devices }) => devices.byId(deviceId)))?.markedLostAt
    const say = (what: 'markLost' | 'markFound') => db.transaction(({ devices }) => devices[what](deviceId))
    expect([await say('markLost'), await say('markLost')]).toEqual([true, false])
    expect(await lostAt()).toBeInstanceOf(Date)
    expect([await say('markFound'), await say('markFound')]).toEqual([true, false])
    expect(await lostAt()).toBeNull()
  })

  test('devices are listed page by page, without removed ones, and those of one holder', async () => {
    const { db } = given()
    const [one, removed] = [await enrol(db), await enrol(db), await enrol(db)]
    await db.transaction(({ devices }) => devices.markRemoved(removed.enrolment.deviceId))
    const listed: string[] = []
    for (;;) {
      const after = listed.at(-1) ?? null
      const page = await read(db, ({ devices }) => devices.list({ after, limit: 2, holderId: null }))
      if (page.length === 0) break
      listed.push(...page.map(({ id }) => id))
    }
    const { rows } = await db.engine.query('select id from device where removed_at is null order by id')
    expect(listed).toEqual(rows.map(({ id }) => id))
    const his = await read(db, ({ devices }) => devices.list({ after: null, limit: 9, holderId: one.person.id }))
    expect(his.map(({ id }) => id)).toEqual([one.enrolment.deviceId])
  })

  test('the next holder of the same device is not its first', async () => {
    const { db } = given()
    const first = await enrol(db)
    await db.transaction(({ enrolments }) => enrolments.end(first.enrolment.id))
    const second = await introduce(db, await addPerson(db, 'Sam'), { channelId: first.channelId })
    await db.transaction(({ enrolments }) => enrolments.updatePush(second.enrolment.id, push, sealedToken('second')))
    const device = await read(db, ({ devices }) => devices.byId(second.enrolment.deviceId))
    expect(device).toMatchObject({ firstHolder: false, holderId: second.person.id })
    expect(second.enrolment.deviceId).not.toBe(first.enrolment.deviceId)
  })
}
