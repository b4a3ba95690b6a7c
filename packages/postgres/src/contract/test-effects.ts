import { StaleError } from '@latchkey/domain'
import type { Effect } from '@latchkey/domain'
import { expect, test } from 'vitest'
import { addPerson, askReset, enrol, newId, read } from './test-world.ts'
import type { Given } from './test-world.ts'

export function effectContract(given: () => Given): void {
  const commit = (...effects: Effect[]) => given().db.transaction((stores) => stores.commit(effects))
  const handOver = (enrolmentId: string) => given().db.checkIns.handOver(enrolmentId, { afterIdle: true })
  const history = async (id: string) => {
    const { rows } = await given().db.engine.query(
      'select ending, errors, times_handed_over from command_history where id = $1',
      [id],
    )
    return rows
  }

  test('a request moves only from the state that was read', async () => {
    const { db } = given()
    const { request } = await askReset(db)
    const held = { ...request, state: 'held' } as const
    await expect(commit({ type: 'request-moved', request: held, from: 'handed-over' })).rejects.toThrow(StaleError)
    expect(await read(db, ({ requests }) => requests.byId(request.id))).toEqual(request)
  })

  test('a stale effect takes the whole commit with it', async () => {
    const { db } = given()
    const { request, enrolment } = await askReset(db)
    const both = commit(
      { type: 'device-renamed', deviceId: enrolment.deviceId, name: 'Lost' },
      { type: 'request-moved', request, from: 'done' },
    )
    await expect(both).rejects.toThrow(StaleError)
    expect((await read(db, ({ devices }) => devices.byId(enrolment.deviceId)))?.name).toBe('iPhone')
  })

  test('one confirmation makes one request', async () => {
    const { db } = given()
    const { person, enrolment, request } = await askReset(db)
    const confirmationId = newId()
    await db.transaction(({ confirmations }) =>
      confirmations.ask({
        id: confirmationId,
        personId: person.id,
        issuer: 'i',
        subject: 's',
        deviceId: enrolment.deviceId,
        act: 'reset-passcode',
        endedSessionAuthTime: null,
        cookieHash: Buffer.from(confirmationId),
        language: null,
      }),
    )
    const made = (act: 'remove' | 'factory-reset') => {
      const opened = { ...request, id: newId(), reference: newId(), act, confirmationId }
      return commit({ type: 'request-opened', request: opened })
    }
    await made('remove')
    await expect(made('factory-reset')).rejects.toThrow(StaleError)
  })

  test('a command that ends moves to the history, once', async () => {
    const { db } = given()
    const { commandId, request, enrolment } = await askReset(db)
    const end = {
      type: 'command-ended',
      commandId,
      ending: 'error',
      errors: [{ domain: 'MCMDMErrorDomain', code: 12 }],
    } as const
    await handOver(enrolment.id)
    const found = await read(db, ({ commands }) => commands.openById(commandId))
    expect(found).toMatchObject({
      command: { id: commandId, state: 'handed-over', timesHandedOver: 1 },
      request: { id: request.id },
    })
    expect(await read(db, ({ commands }) => commands.ofRequest(request.id))).toEqual([found?.command])
    await commit(end)
    expect(await read(db, ({ commands }) => commands.openById(commandId))).toBeNull()
    expect(await read(db, ({ commands }) => commands.finishedById(commandId))).toEqual({
      id: commandId,
      enrolmentId: enrolment.id,
      requestId: request.id,
      kind: 'clear-passcode',
    })
    expect(await history(commandId)).toEqual([{ ending: 'error', errors: end.errors, times_handed_over: 1 }])
    await expect(commit(end)).rejects.toThrow(StaleError)
  })

  test('cancelling a request’s commands leaves others alone, and is no error when there is none', async () => {
    const { db } = given()
    const mine = await askReset(db)
    const others = await askReset(db)
    await commit({ type: 'commands-cancelled', requestId: mine.request.id, ending: 'cancelled' })
    await commit({ type: 'commands-cancelled', requestId: mine.request.id, ending: 'cancelled' })
    expect(await history(mine.commandId)).toMatchObject([{ ending: 'cancelled' }])
    expect(await read(db, ({ commands }) => commands.openById(others.commandId))).not.toBeNull()
  })

  test('a command comes back only from a device that had it', async () => {
    const { db } = given()
    const { commandId } = await askReset(db)
    await expect(commit({ type: 'command-returned', commandId, how: 'not-now' })).rejects.toThrow(StaleError)
  })

  test('a called channel: one delivery begins, then the cloud names its operation', async () => {
    const { db } = given()
    const { commandId, enrolment } = await askReset(db)
    expect(await read(db, ({ commands }) => commands.queuedFor(enrolment.id))).toMatchObject([{ id: commandId }])
    const begin = () => db.transaction(({ commands }) => commands.beginDelivery(commandId))
    const begun = await Promise.all([begin(), begin(), begin()])
    expect(begun.filter(Boolean)).toHaveLength(1)
    expect(await read(db, ({ commands }) => commands.queuedFor(enrolment.id))).toEqual([])
    const accept = { type: 'command-accepted', commandId, operation: 'operations/1' } as const
    await commit(accept)
    await expect(commit(accept)).rejects.toThrow(StaleError)
    const sent = await read(db, ({ commands }) => commands.sentOn('apple', 1000))
    expect(sent).toContainEqual(
      expect.objectContaining({ id: commandId, state: 'accepted', operation: 'operations/1' }),
    )
    expect(await read(db, ({ commands }) => commands.sentOn('android', 1000))).toEqual([])
  })

  test('is anything unsent? not when it is handed over, and not when its request is held', async () => {
    const { db } = given()
    const { enrolment } = await askReset(db)
    const anything = (id: string) => read(db, ({ commands }) => commands.anythingFor(id))
    expect(await anything(enrolment.id)).toBe(true)
    await handOver(enrolment.id)
    expect(await anything(enrolment.id)).toBe(false)
    const held = await askReset(db, { state: 'held', heldUntil: new Date((await db.clock()).getTime() + 60_000) })
    expect(await anything(held.enrolment.id)).toBe(false)
  })

  test('the audit log holds numbers, never people, and the transaction that wrote it', async () => {
    const { db } = given()
    const { person, enrolment } = await enrol(db)
    const supporter = await addPerson(db, 'Support')
    const event = {
      what: 'request-asked',
      subjectPersonId: person.id,
      deviceId: enrolment.deviceId,
      requestId: null,
      detail: { act: 'reset-passcode', times: 1, free: true, none: null },
    } as const
    await commit(
      { type: 'audited', event: { ...event, actor: { kind: 'person', personId: person.id } } },
      { type: 'audited', event: { ...event, actor: { kind: 'person', personId: supporter.id } } },
      { type: 'audited', event: { ...event, actor: { kind: 'device' } } },
      { type: 'audited', event: { ...event, actor: { kind: 'operator', uid: 1000 } } },
    )
    const entries = await read(db, ({ audit }) =>
      audit.activityOf(person.id, { deviceId: enrolment.deviceId, limit: 10 }),
    )
    expect(entries.map(({ byKind, byHolder }) => [byKind, byHolder])).toEqual([
      ['person', false],
      ['device', false],
      ['person', false],
      ['person', true],
    ])
    expect(entries[0]).toMatchObject({ what: 'request-asked', deviceId: enrolment.deviceId, detail: event.detail })
    expect(await read(db, ({ audit }) => audit.activityOf(supporter.id, { limit: 10 }))).toEqual([])
    const { rows: operators } = await db.engine.query(
      "select actor_number from audit_event where device_id = $1 and actor_kind = 'operator'",
      [enrolment.deviceId],
    )
    expect(operators).toEqual([{ actor_number: 'operator:1000' }])
    const { rows } = await db.engine.query(
      'select distinct subject_number, transaction_id, sequence, hash from audit_event where device_id = $1',
      [enrolment.deviceId],
    )
    expect(rows).toEqual([
      {
        subject_number: person.number,
        transaction_id: expect.stringMatching(/^\d+$/) as unknown,
        sequence: null,
        hash: null,
      },
    ])
  })

  test('an act of nobody known is not logged, and so is not done', async () => {
    const unknown = { kind: 'person', personId: newId() } as const
    const event = {
      actor: unknown,
      what: 'signed-in',
      subjectPersonId: null,
      deviceId: null,
      requestId: null,
      detail: {},
    } as const
    await expect(commit({ type: 'audited', event })).rejects.toMatchObject({ code: '23514' })
  })
}
