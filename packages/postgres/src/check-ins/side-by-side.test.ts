import { AsyncResource } from 'node:async_hooks'
import { advance } from '@latchkey/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askReset, enrol, read, until } from '../contract/test-world.ts'
import { createTestDatabase } from '../test/test-kit.ts'
import type { TestDatabase } from '../test/test-kit.ts'

/*
 * What only a server with several sessions can do: two hand-outs that are under way at the same moment. An act holds
 * the lock that they need until both wait for it.
 */

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase('postgres')
})
afterAll(() => own.drop())

const waiting = (sessions: number) =>
  until(async () => {
    const { rows } = await own.database.engine.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return rows.length >= sessions
  })

test('two Idles at the same moment: one of them gets the passcode to clear', async () => {
  const db = own.database
  const { enrolment, request } = await askReset(db)
  const both = await db.transaction(async ({ requests }) => {
    await requests.byId(request.id, { lock: true })
    return outside(async () => {
      const started = [1, 2].map(() => db.checkIns.handOver(enrolment.id, { afterIdle: true }))
      await waiting(2)
      return started
    })
  })
  const handed = await Promise.all(both)
  expect(handed.map((one) => one?.timesHandedOver ?? 0).sort()).toEqual([0, 1])
})

test('a hand-out that waited for a cancellation hands out nothing', async () => {
  const db = own.database
  const { enrolment, request } = await askReset(db)
  const [late] = await db.transaction(async ({ requests, ...stores }) => {
    const present = await requests.byId(request.id, { lock: true })
    const cancelled = present && advance(present, { type: 'cancelled', by: 'holder' }, await stores.now())
    const started = await outside(async () => {
      const one = db.checkIns.handOver(enrolment.id, { afterIdle: true })
      await waiting(1)
      return [one]
    })
    if (cancelled) {
      await stores.commit([
        { type: 'request-moved', request: cancelled, from: 'queued' },
        { type: 'commands-cancelled', requestId: request.id, ending: 'cancelled' },
      ])
    }
    return started
  })
  expect(await late).toBeNull()
  expect(await read(db, ({ requests }) => requests.byId(request.id))).toMatchObject({ state: 'cancelled' })
})

test('a sighting does not wait for an act that holds the device’s row', async () => {
  const db = own.database
  const { enrolment } = await enrol(db)
  await db.transaction(async ({ devices }) => {
    await devices.byId(enrolment.deviceId, { lock: true })
    await outside(() => db.checkIns.seen([enrolment.id]))
  })
})

/** As another request of the same process would run: outside the transaction that is open here. */
const elsewhere = new AsyncResource('another request')
function outside<T>(work: () => Promise<T>): Promise<T> {
  return elsewhere.runInAsyncScope(work)
}
