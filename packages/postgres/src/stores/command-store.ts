import type { CommandStore } from '@latchkey/domain'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { somethingUnsent } from '../check-ins/offerable.ts'
import type { Connection } from '../engine/engine.ts'
import type { Schema } from '../schema.ts'
import { now } from './clock.ts'
import { commandOf } from './command-row.ts'
import { isId } from './ids.ts'
import { lockDevice } from './lock-device.ts'
import { requestOf } from './request-row.ts'

/** The open queue and its past. Locks go device, request, command. */
export function commandStore(db: Kysely<Schema>, connection: Connection): CommandStore {
  const select = () => db.selectFrom('command').selectAll('command')
  return {
    async openById(id) {
      if (!isId(id)) return null
      const whose = await db
        .selectFrom('command')
        .innerJoin('enrolment', 'enrolment.id', 'command.enrolment_id')
        .select(['enrolment.device_id', 'command.request_id'])
        .where('command.id', '=', id)
        .executeTakeFirst()
      if (whose === undefined) return null
      await lockDevice(db, whose.device_id)
      const request =
        whose.request_id === null
          ? undefined
          : await db
              .selectFrom('request')
              .selectAll()
              .where('id', '=', whose.request_id)
              .forNoKeyUpdate()
              .executeTakeFirst()
      const command = await select().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
      if (command === undefined) return null
      return { command: commandOf(command), request: request === undefined ? null : requestOf(request) }
    },
    async finishedById(id) {
      if (!isId(id)) return null
      const row = await db
        .selectFrom('command_history')
        .select(['id', 'enrolment_id', 'request_id', 'kind'])
        .where('id', '=', id)
        .executeTakeFirst()
      if (row === undefined) return null
      return { id: row.id, enrolmentId: row.enrolment_id, requestId: row.request_id, kind: row.kind }
    },
    async ofRequest(requestId) {
      if (!isId(requestId)) return []
      return (await select().where('request_id', '=', requestId).orderBy('number').execute()).map(commandOf)
    },
    async beginDelivery(commandId) {
      if (!isId(commandId)) return false
      const begun = await db
        .updateTable('command')
        .set({ state: 'handed-over', handed_over_at: now, times_handed_over: sql<number>`times_handed_over + 1` })
        .where('id', '=', commandId)
        .where('state', '=', 'queued')
        .where('times_handed_over', '=', 0)
        .executeTakeFirstOrThrow()
      return begun.numUpdatedRows > 0n
    },
    async queuedFor(enrolmentId) {
      if (!isId(enrolmentId)) return []
      const queued = select().where('enrolment_id', '=', enrolmentId).where('state', '=', 'queued').orderBy('number')
      return (await queued.execute()).map(commandOf)
    },
    async sentOn(channel, limit) {
      const sent = select()
        .innerJoin('enrolment', 'enrolment.id', 'command.enrolment_id')
        .where('enrolment.channel', '=', channel)
        .where('command.state', 'in', ['handed-over', 'accepted'])
        .orderBy('command.number')
        .limit(limit)
      return (await sent.execute()).map(commandOf)
    },
    anythingFor: async (enrolmentId) =>
      isId(enrolmentId) && (await connection.query(somethingUnsent, [enrolmentId])).rows.length > 0,
  }
}
