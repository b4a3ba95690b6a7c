import { AsyncResource } from 'node:async_hooks'
import { makeCa } from '@latchkey/certificates/test'
import { createTestDatabase } from '@latchkey/postgres/test'
import type { TestDatabase } from '@latchkey/postgres/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, type TestHouse } from './test-house.ts'
import type { Said } from './test-phone.ts'

/*
 * What only a server with several sessions shows: a person asks while their device leaves. The asking holds the
 * device's row until the device's message waits for it, or is done.
 */

let own: TestDatabase
let house: TestHouse
beforeAll(async () => {
  own = await createTestDatabase('postgres')
  house = await openHouse(await makeCa('Latchkey devices', new Date()), own)
})
afterAll(() => house.close())

test.each(['CheckOut', 'Authenticate'])('a reset asked for while %s comes in is cancelled by it', async (said) => {
  const { phone, device } = await house.enrolled()
  const { request, answer } = await house.database.transaction(async (stores) => {
    await stores.devices.byId(device.id, { lock: true })
    const request = await house.askIn(stores, device)
    const answer = outside(() => phone.say({ MessageType: said, Topic: 't' }))
    await Promise.race([answer, outside(someoneWaits)])
    return { request, answer }
  })
  expect(await answer).toEqual<Said>({ status: 200, body: '' })
  expect(await request.now()).toMatchObject({ state: 'cancelled', outcome: { by: 'enrolment-ended' } })
})

async function someoneWaits(): Promise<void> {
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await own.database.engine.query(waiting)).rows.length === 0);
}

/** As another request of the same process would run: outside the transaction that is open here. */
const elsewhere = new AsyncResource('another request')
function outside<T>(work: () => Promise<T>): Promise<T> {
  return elsewhere.runInAsyncScope(work)
}
