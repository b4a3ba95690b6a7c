import { advance } from '@latchkey/domain'
import { expect, test } from 'vitest'
import { addPerson, askReset, enrol, hash, introduce, later, newId, push, read, sealedToken } from './test-world.ts'
import type { Asked, Given } from './test-world.ts'

const minute = 60_000
const afterIdle = { afterIdle: true } as const
const inSession = { afterIdle: false } as const

export function checkInContract(given: () => Given): void {
  const handOver = (enrolmentId: string, options = afterIdle as { readonly afterIdle: boolean }) =>
    given().db.checkIns.handOver(enrolmentId, options)
  const shifted = async <T>(milliseconds: number, work: () => Promise<T>): Promise<T> => {
    const { test: own } = given()
    try {
      await own.shiftClock(milliseconds)
      return await work()
    } finally {
      await own.shiftClock(0)
    }
  }

  test('a certificate is told who it is and whether anything waits', async () => {
    const { db } = given()
    const { enrolment, certificateHash, channelId } = await askReset(db)
    const who = { enrolmentId: enrolment.id, deviceId: enrolment.deviceId, channelId, state: 'enrolled' }
    expect(await db.checkIns.poll(certificateHash)).toEqual({ ...who, waiting: true })
    await handOver(enrolment.id)
    await db.transaction(({ enrolments }) => enrolments.end(enrolment.id))
    expect(await db.checkIns.poll(certificateHash)).toEqual({ ...who, state: 'ended', waiting: false })
    expect(await db.checkIns.poll(hash())).toBeNull()
  })

  test('a poll writes nothing', async () => {
    const { db } = given()
    const { certificateHash } = await enrol(db)
    const inside = await db.engine.transaction(async (connection) => {
      await db.checkIns.poll(certificateHash).catch(() => null)
      return connection.query('select pg_current_xact_id_if_assigned()::text as id')
    })
    expect(inside.rows).toEqual([{ id: null }])
    expect(await db.checkIns.poll(certificateHash)).toMatchObject({ waiting: false })
  })

  test('a hand-over moves command and request, logs it, and answers with the key that fits', async () => {
    const { db } = given()
    const { enrolment, person, request, commandId } = await askReset(db)
    expect(await handOver(enrolment.id, inSession)).toEqual({
      commandId,
      requestId: request.id,
      deviceId: enrolment.deviceId,
      kind: 'clear-passcode',
      sealedToken: sealedToken('first').sealed,
      timesHandedOver: 1,
    })
    const moved = await read(db, ({ requests }) => requests.byId(request.id))
    expect(moved).toMatchObject({ state: 'handed-over' })
    expect(moved?.handedOverAt).toBeInstanceOf(Date)
    const [entry] = await read(db, ({ audit }) => audit.activityOf(person.id, { limit: 1 }))
    expect(entry).toMatchObject({ what: 'command-handed-over', byKind: 'device', requestId: request.id })
    expect(entry?.detail).toEqual({ command: commandId, kind: 'clear-passcode', times: 1 })
    expect(await handOver(enrolment.id, inSession)).toBeNull()
  })

  test('fifty at once: one gets it', async () => {
    const { db } = given()
    const { enrolment, commandId } = await askReset(db)
    const handed = await Promise.all(Array.from({ length: 50 }, () => handOver(enrolment.id, inSession)))
    expect(handed.filter((one) => one !== null)).toMatchObject([{ commandId, timesHandedOver: 1 }])
  })

  test('cancelled or handed over, never both', async () => {
    const { db } = given()
    const cancel = ({ request }: Asked) =>
      db.transaction(async ({ requests, ...stores }) => {
        const present = await requests.byId(request.id, { lock: true })
        const cancelled = present && advance(present, { type: 'cancelled', by: 'holder' }, await stores.now())
        if (!present || !cancelled) return false
        await stores.commit([
          { type: 'request-moved', request: cancelled, from: present.state },
          { type: 'commands-cancelled', requestId: request.id, ending: 'cancelled' },
        ])
        return true
      })
    for (let round = 0; round < 10; round += 1) {
      const asked = await askReset(db)
      const [cancelled, handed] = await Promise.all([cancel(asked), handOver(asked.enrolment.id)])
      expect(cancelled).toBe(handed === null)
      const { state } = (await read(db, ({ requests }) => requests.byId(asked.request.id))) ?? {}
      expect(state).toBe(cancelled ? 'cancelled' : 'handed-over')
    }
  })

  test('oldest first; our own questions have no request and wait their turn', async () => {
    const { db } = given()
    const enrolled = await enrol(db)
    const ask = (id: string) =>
      db.transaction((stores) =>
        stores.commit([
          {
            type: 'command-queued',
            command: { id, enrolmentId: enrolled.enrolment.id, requestId: null, kind: 'device-information' },
          },
        ]),
      )
    const [first, last] = [newId(), newId()]
    await ask(first)
    const { commandId } = await askReset(db, {}, enrolled)
    await ask(last)
    const order = []
    for (let turn = 0; turn < 4; turn += 1) order.push((await handOver(enrolled.enrolment.id, inSession))?.commandId)
    expect(order).toEqual([first, commandId, last, undefined])
    expect(await read(db, ({ commands }) => commands.openById(first))).toMatchObject({ request: null })
  })

  test.each([
    ['held', { state: 'held', heldUntil: 10 }],
    ['waiting for approval', { state: 'awaiting-approval' }],
    ['approved', { state: 'approved' }],
    ['past its unsent life', { unsentUntil: -1 }],
    ['cancelled', { state: 'cancelled' }],
    ['unknown', { state: 'unknown' }],
    ['silent for ten minutes', { state: 'handed-over', handedOverAt: -11 }],
  ] as const)('nothing of a request that is %s', async (_name, fields) => {
    const { db } = given()
    const now = await db.clock()
    const times = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [
        key,
        typeof value === 'number' ? later(now, value * minute) : value,
      ]),
    )
    const { enrolment, certificateHash } = await askReset(db, times)
    expect(await handOver(enrolment.id)).toBeNull()
    expect(await db.checkIns.poll(certificateHash)).toMatchObject({ waiting: false })
  })

  test('a hold that is over holds no more', async () => {
    const { db } = given()
    const { enrolment, commandId } = await askReset(db, {
      state: 'held',
      heldUntil: later(await db.clock(), 10 * minute),
    })
    expect(await shifted(10 * minute + 1000, () => handOver(enrolment.id))).toMatchObject({ commandId })
  })

  test('nothing for an enrolment that waits or has ended', async () => {
    const { db } = given()
    const waiting = await introduce(db, await addPerson(db))
    await askReset(db, {}, waiting)
    expect(await handOver(waiting.enrolment.id)).toBeNull()
    const { enrolment } = await askReset(db)
    await db.transaction(({ enrolments }) => enrolments.end(enrolment.id))
    expect(await handOver(enrolment.id)).toBeNull()
  })

  test('put off by NotNow it is offered after the next Idle, not in the same session', async () => {
    const { db } = given()
    const { enrolment, commandId, request } = await askReset(db)
    await handOver(enrolment.id)
    await db.transaction((stores) =>
      stores.commit([
        { type: 'command-returned', commandId, how: 'not-now' },
        { type: 'request-moved', request, from: 'handed-over' },
      ]),
    )
    expect(await read(db, ({ commands }) => commands.anythingFor(enrolment.id))).toBe(true)
    expect(await handOver(enrolment.id, inSession)).toBeNull()
    expect(await handOver(enrolment.id)).toMatchObject({ commandId, timesHandedOver: 2 })
  })

  test('a passcode to clear that was never reported is handed over after an Idle, at most twice more', async () => {
    const { db } = given()
    const { enrolment, request } = await askReset(db)
    const first = await handOver(enrolment.id)
    const since = (await read(db, ({ requests }) => requests.byId(request.id)))?.handedOverAt
    const times = [first, await handOver(enrolment.id), await handOver(enrolment.id), await handOver(enrolment.id)]
    expect(times.map((one) => one?.timesHandedOver)).toEqual([1, 2, 3, undefined])
    expect((await read(db, ({ requests }) => requests.byId(request.id)))?.handedOverAt).toEqual(since)
  })

  test('a question of our own that was never answered is asked again, at most twice, after what a person asked', async () => {
    const { db } = given()
    const enrolled = await enrol(db)
    const { enrolment, certificateHash } = enrolled
    const question = newId()
    await db.transaction((stores) =>
      stores.commit([
        {
          type: 'command-queued',
          command: { id: question, enrolmentId: enrolment.id, requestId: null, kind: 'device-information' },
        },
      ]),
    )
    const first = await handOver(enrolment.id)
    expect(await handOver(enrolment.id, inSession)).toBeNull()
    expect(await db.checkIns.poll(certificateHash)).toMatchObject({ waiting: true })
    const { commandId } = await askReset(db, {}, enrolled)
    const next = await handOver(enrolment.id)
    await db.transaction((stores) =>
      stores.commit([{ type: 'command-ended', commandId, ending: 'acknowledged', errors: [] }]),
    )
    const again = [await handOver(enrolment.id), await handOver(enrolment.id), await handOver(enrolment.id)]
    expect([first, next, ...again].map((one) => one && [one.commandId, one.timesHandedOver])).toEqual([
      [question, 1],
      [commandId, 1],
      [question, 2],
      [question, 3],
      null,
    ])
  })

  test('with the previous unlock token after the present one was refused', async () => {
    const { db } = given()
    const asked = await askReset(db)
    const { enrolment, commandId } = asked
    await db.transaction(({ enrolments }) => enrolments.updatePush(enrolment.id, push, sealedToken('second')))
    expect((await handOver(enrolment.id))?.sealedToken).toEqual(sealedToken('second').sealed)
    await db.transaction((stores) => stores.commit([{ type: 'command-returned', commandId, how: 'previous-token' }]))
    expect(await handOver(enrolment.id, inSession)).toMatchObject({
      commandId,
      sealedToken: sealedToken('first').sealed,
      timesHandedOver: 2,
    })
  })

  test('a batch of sightings, of whatever order and repetition, at once with another', async () => {
    const { db } = given()
    const all = await Promise.all([enrol(db), enrol(db), enrol(db)])
    const ids = all.map(({ enrolment }) => enrolment.id)
    await shifted(5 * minute, () =>
      Promise.all([db.checkIns.seen([...ids, ...ids]), db.checkIns.seen([...ids].reverse()), db.checkIns.seen([])]),
    )
    const clock = (await db.clock()).getTime()
    for (const { enrolment } of all) {
      const device = await read(db, ({ devices }) => devices.byId(enrolment.deviceId))
      expect((device?.lastSeenAt?.getTime() ?? 0) - clock).toBeGreaterThan(4 * minute)
    }
  })
}
