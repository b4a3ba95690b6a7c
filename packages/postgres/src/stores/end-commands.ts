import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { historyColumns } from './command-row.ts'

const columns = sql.raw(historyColumns)

/**
 * Moves what is open of a device's enrolments to the history: nobody fetches it any more. Of what is with the device
 * only the device knows.
 */
export async function endCommands(db: Kysely<Schema>, deviceId: string): Promise<void> {
  await sql`
    with gone as (
      delete from command where enrolment_id in (select id from enrolment where device_id = ${deviceId})
      returning ${columns}, case when state in ('queued', 'not-now') then 'cancelled' else 'unknown' end as ending)
    insert into command_history (${columns}, ending) select ${columns}, ending from gone`.execute(db)
}
