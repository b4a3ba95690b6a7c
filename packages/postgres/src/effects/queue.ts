import type { CommandEnding, DeviceError } from '@latchkey/domain'
import type { Connection } from '../engine/engine.ts'
import { historyColumns } from '../stores/command-row.ts'
import type { CarryOut } from './effects.ts'
import { expectRow } from './expected.ts'

/** The queue of commands; what ends moves to the history in the same statement. */
export const queueEffects = {
  async 'command-queued'({ db }, { command }) {
    const { id, enrolmentId, requestId, kind } = command
    await db.insertInto('command').values({ id, enrolment_id: enrolmentId, request_id: requestId, kind }).execute()
  },
  async 'command-ended'({ connection }, { commandId, ending, errors }) {
    expectRow(await end(connection, 'id', commandId, ending, errors), 'The command')
  },
  async 'commands-cancelled'({ connection }, { requestId, ending }) {
    await end(connection, 'request_id', requestId, ending, [])
  },
  async 'command-returned'({ db }, { commandId, how }) {
    const { numUpdatedRows } = await db
      .updateTable('command')
      .set(how === 'not-now' ? { state: 'not-now' } : { state: 'queued', use_previous_token: true })
      .where('id', '=', commandId)
      .where('state', '=', 'handed-over')
      .executeTakeFirstOrThrow()
    expectRow(numUpdatedRows, 'The command')
  },
  async 'command-accepted'({ db }, { commandId, operation }) {
    const { numUpdatedRows } = await db
      .updateTable('command')
      .set({ state: 'accepted', operation })
      .where('id', '=', commandId)
      .where('state', '=', 'handed-over')
      .executeTakeFirstOrThrow()
    expectRow(numUpdatedRows, 'The command')
  },
} satisfies Partial<CarryOut>

async function end(
  connection: Connection,
  by: 'id' | 'request_id',
  value: string,
  ending: CommandEnding,
  errors: readonly DeviceError[],
): Promise<number> {
  const { rows } = await connection.query(
    `with gone as (delete from command where ${by} = $1 returning ${historyColumns})
     insert into command_history (${historyColumns}, ending, errors)
     select ${historyColumns}, $2::text, $3::jsonb from gone returning id`,
    [value, ending, JSON.stringify(errors)],
  )
  return rows.length
}
