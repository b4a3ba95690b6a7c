import { advance, openStates } from '@latchkey/domain'
import type { Request, RequestEvent } from '@latchkey/domain'
import { expect, test } from 'vitest'
import { addPerson, askReset, later, newId, read } from './test-world.ts'
import type { Given } from './test-world.ts'

const minute = 60_000
const hour = 60 * minute

export function requestContract(given: () => Given): void {
  const move = async (request: Request, event: RequestEvent, at?: Date): Promise<Request> => {
    const { db } = given()
    const moved = advance(request, event, at ?? (await db.clock()))
    if (moved === null) throw new Error('the event changes nothing')
    await db.transaction((stores) => stores.commit([{ type: 'request-moved', request: moved, from: request.state }]))
    return moved
  }
  const ids = (requests: readonly Request[]) => requests.map(({ id }) => id)
  const shifted = async <T>(milliseconds: number, work: () => Promise<T>): Promise<T> => {
    const { test: own } = given()
    try {
      await own.shiftClock(milliseconds)
      return await work()
    } finally {
      await own.shiftClock(0)
    }
  }

  test('a request is read as it was written', async () => {
    const { db } = given()
    const { request, enrolment } = await askReset(db)
    const found = await read(db, async ({ requests }) => [
      await requests.byId(request.id),
      await requests.byId(request.id, { lock: true }),
      await requests.openFor(enrolment.deviceId, 'reset-passcode'),
      ...(await requests.openOfDevice(enrolment.deviceId)),
      ...(await requests.ofDevice(enrolment.deviceId, 10)),
    ])
    expect(found).toEqual(Array(5).fill(request))
    expect(await read(db, ({ requests }) => requests.openFor(enrolment.deviceId, 'remote-lock'))).toBeNull()
  })

  test('who asked sees it, who holds the device sees it, nobody else does', async () => {
    const { db } = given()
    const supporter = await addPerson(db, 'Support')
    const { request, person } = await askReset(db, { personId: supporter.id })
    const stranger = await addPerson(db, 'Sam')
    const seen = (personId: string) => read(db, ({ requests }) => requests.visibleTo(personId, request.id))
    expect([await seen(person.id), await seen(supporter.id), await seen(stranger.id)]).toEqual([request, request, null])
  })

  test('what is open for a person: asked by them, or for a device of theirs', async () => {
    const { db } = given()
    const supporter = await addPerson(db, 'Support')
    const { request, person } = await askReset(db, { personId: supporter.id })
    const stranger = await addPerson(db, 'Sam')
    const openOf = async (personId: string) => ids(await read(db, ({ requests }) => requests.openOfPerson(personId)))
    expect([await openOf(person.id), await openOf(supporter.id)]).toEqual([[request.id], [request.id]])
    expect([await openOf(stranger.id), await openOf('nobody')]).toEqual([[], []])
    await move(request, { type: 'cancelled', by: 'holder' })
    expect(await openOf(person.id)).toEqual([])
  })

  test('the house’s requests, newest first, open ones alone where asked', async () => {
    const { db } = given()
    const now = await db.clock()
    const open = await askReset(db, { askedAt: later(now, hour) })
    const closed = await askReset(db, { askedAt: later(now, 2 * hour) })
    await move(closed.request, { type: 'cancelled', by: 'holder' })
    const recent = (openOnly: boolean) => read(db, ({ requests }) => requests.recent({ openOnly, limit: 2 }))
    expect(ids(await recent(false))).toEqual([closed.request.id, open.request.id])
    expect(ids(await recent(true))[0]).toBe(open.request.id)
  })

  test('how much is unsent, and since when', async () => {
    const { db } = given()
    const unsent = () => read(db, ({ requests }) => requests.unsent())
    const before = await unsent()
    const askedAt = later(await db.clock(), -1000 * hour)
    const { request } = await askReset(db, { askedAt })
    expect(await unsent()).toEqual({ count: before.count + 1, oldest: askedAt })
    await move(request, { type: 'handed-over' })
    expect((await unsent()).count).toBe(before.count)
  })

  test('a device’s requests, newest first, as many as asked for', async () => {
    const { db } = given()
    const now = await db.clock()
    const first = await askReset(db, { askedAt: later(now, -hour) })
    await move(first.request, { type: 'cancelled', by: 'holder' })
    const second = await askReset(db, { askedAt: now }, first)
    const of = (limit: number) => read(db, ({ requests }) => requests.ofDevice(first.enrolment.deviceId, limit))
    expect(ids(await of(10))).toEqual([second.request.id, first.request.id])
    expect(ids(await of(1))).toEqual([second.request.id])
  })

  test('overdue: unsent past its life, or silent for ten minutes, and nothing else', async () => {
    const { db } = given()
    const unsent = (await askReset(db)).request
    const silent = await move((await askReset(db)).request, { type: 'handed-over' })
    const settled = await move((await askReset(db)).request, { type: 'cancelled', by: 'holder' })
    const overdue = async () =>
      ids(await read(db, ({ requests }) => requests.overdue(1000))).filter((id) =>
        [unsent.id, silent.id, settled.id].includes(id),
      )
    expect(await overdue()).toEqual([])
    expect(await shifted(10 * minute + 1000, overdue)).toEqual([silent.id])
    expect((await shifted(hour + 1000, overdue)).sort()).toEqual([unsent.id, silent.id].sort())
  })

  test('two sweepers at once never take the same request', async () => {
    const { db } = given()
    const { request } = await askReset(db, { unsentUntil: later(await db.clock(), -1000) })
    const sweep = () =>
      db.transaction(async ({ requests, ...stores }) => {
        const mine = (await requests.overdue(1000)).filter(({ id }) => id === request.id)
        for (const one of mine) {
          const expired = advance(one, { type: 'time-passed' }, await stores.now())
          if (expired) await stores.commit([{ type: 'request-moved', request: expired, from: one.state }])
        }
        return mine.length
      })
    const taken = await Promise.all([sweep(), sweep(), sweep()])
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await read(db, ({ requests }) => requests.byId(request.id))).toMatchObject({
      state: 'expired',
      outcome: { result: 'expired' },
    })
  })

  test('a hold is over when its time has come', async () => {
    const { db } = given()
    const { request } = await askReset(db, { state: 'held', heldUntil: later(await db.clock(), 10 * minute) })
    const over = async () => ids(await read(db, ({ requests }) => requests.holdOver(1000))).includes(request.id)
    expect(await over()).toBe(false)
    expect(await shifted(10 * minute + 1000, over)).toBe(true)
  })

  test('settled: time, outcome and state are kept; a report after unknown makes it late', async () => {
    const { db } = given()
    const sent = await move((await askReset(db)).request, { type: 'handed-over' })
    const unknown = await move(sent, { type: 'time-passed' }, later(await db.clock(), 11 * minute))
    expect(await read(db, ({ requests }) => requests.byId(sent.id))).toEqual(unknown)
    const done = await move(unknown, { type: 'reported', outcome: { result: 'removed' } })
    expect(await read(db, ({ requests }) => requests.byId(sent.id))).toEqual(done)
    expect(done).toMatchObject({ state: 'done', late: true, outcome: { result: 'removed' } })
    expect(openStates).not.toContain(done.state)
  })

  test('a passcode is in force while its request is done, for 24 hours, until erased or superseded', async () => {
    const { db } = given()
    const asked = await askReset(db)
    const { deviceId } = asked.enrolment
    const passcode = { id: newId(), deviceId, requestId: asked.request.id, sealed: Uint8Array.of(7, 8, 9) }
    const inForce = () => read(db, ({ passcodes }) => passcodes.inForce(deviceId))
    await db.transaction(({ passcodes }) => passcodes.put(passcode))
    expect(await inForce()).toBeNull()
    const sent = await move(asked.request, { type: 'handed-over' })
    const done = await move(sent, { type: 'reported', outcome: { result: 'temporary-passcode' } })
    const until = later(done.settledAt ?? new Date(0), 24 * hour)
    expect(await inForce()).toEqual({ id: passcode.id, requestId: done.id, sealed: passcode.sealed, until })
    expect(await shifted(24 * hour + 1000, inForce)).toBeNull()
    const next = await askReset(db, {}, asked)
    const nextSent = await move(next.request, { type: 'handed-over' })
    expect(await inForce()).not.toBeNull()
    await move(nextSent, { type: 'reported', outcome: { result: 'removed' } })
    expect(await inForce()).toBeNull()
    expect(await db.transaction(({ passcodes }) => passcodes.eraseExpired())).toBe(1)
    expect(await db.transaction(({ passcodes }) => passcodes.eraseExpired())).toBe(0)
  })

  test('erased means that the bytes are gone', async () => {
    const { db } = given()
    const asked = await askReset(db)
    const id = newId()
    await db.transaction(({ passcodes }) =>
      passcodes.put({ id, deviceId: asked.enrolment.deviceId, requestId: asked.request.id, sealed: Uint8Array.of(7) }),
    )
    await db.transaction(({ passcodes }) => passcodes.erase(id))
    const { rows } = await db.engine.query('select sealed from temporary_passcode where id = $1', [id])
    expect(rows).toEqual([{ sealed: null }])
  })

  test('a passcode whose request came to nothing is erased; one that may still be in force is kept', async () => {
    const { db } = given()
    const put = async (event: RequestEvent | null) => {
      const asked = await askReset(db)
      const id = newId()
      const { enrolment, request } = asked
      await db.transaction(({ passcodes }) =>
        passcodes.put({ id, deviceId: enrolment.deviceId, requestId: request.id, sealed: Uint8Array.of(7) }),
      )
      const sent = await move(request, { type: 'handed-over' })
      if (event) await move(sent, event, event.type === 'time-passed' ? later(await db.clock(), hour) : undefined)
      return id
    }
    const failed = await put({
      type: 'reported',
      outcome: { result: 'failed', code: 'device-refused', device: [{ domain: 'd', code: 1 }] },
    })
    const unknown = await put({ type: 'time-passed' })
    const open = await put(null)
    await db.transaction(({ passcodes }) => passcodes.eraseExpired())
    const { rows } = await db.engine.query(
      'select id from temporary_passcode where sealed is not null and id = any($1::uuid[])',
      [[failed, unknown, open]],
    )
    expect(rows.map(({ id }) => String(id)).sort()).toEqual([unknown, open].sort())
  })
}
