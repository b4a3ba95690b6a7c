import type { CheckInHeard } from '@latchkey/domain'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** Messages remembered of one certificate: years of an honest device's. */
const remembered = 100

/** Notes a check-in of this certificate, and tells whether it was heard before. The device is locked by the caller. */
export async function noteCheckIn(
  db: Kysely<Schema>,
  certificateHash: Uint8Array,
  messageHash: Uint8Array,
): Promise<CheckInHeard> {
  const { rows } = await sql<{ number: string; message_hash: Uint8Array }>`
    select number, message_hash from check_in_heard where certificate_hash = ${certificateHash}
    order by number desc`.execute(db)
  const at = rows.findIndex(({ message_hash }) => Buffer.compare(message_hash, messageHash) === 0)
  if (at >= 0) return at === 0 ? 'latest' : 'earlier'
  await sql`insert into check_in_heard (certificate_hash, message_hash)
    values (${certificateHash}, ${messageHash})`.execute(db)
  const oldest = rows[remembered - 1]
  if (oldest !== undefined) {
    await sql`delete from check_in_heard
      where certificate_hash = ${certificateHash} and number <= ${oldest.number}::bigint`.execute(db)
  }
  return 'new'
}
