import type { Command } from '@latchkey/domain'
import type { Selectable } from 'kysely'
import type { CommandTable } from '../schema.ts'

export function commandOf(row: Selectable<CommandTable>): Command {
  return {
    id: row.id,
    enrolmentId: row.enrolment_id,
    requestId: row.request_id,
    kind: row.kind,
    state: row.state,
    createdAt: row.created_at,
    handedOverAt: row.handed_over_at,
    timesHandedOver: row.times_handed_over,
    usePreviousToken: row.use_previous_token,
    operation: row.operation,
  }
}

/** What a command takes with it into the history. */
export const historyColumns =
  'id, number, enrolment_id, request_id, kind, created_at, handed_over_at, times_handed_over, use_previous_token, operation'
