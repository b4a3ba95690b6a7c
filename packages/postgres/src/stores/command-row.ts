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
