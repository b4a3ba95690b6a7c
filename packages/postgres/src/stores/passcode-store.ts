import type { PasscodeStore } from '@latchkey/domain'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { now } from './clock.ts'
import { isId } from './ids.ts'

/** Another reset of the same device was done after this one: what it issued is no longer in force. */
const superseded = sql<boolean>`exists (
  select from request later
  where later.device_id = request.device_id and later.act = 'reset-passcode' and later.state = 'done'
    and later.settled_at > request.settled_at)`

const life = sql`interval '24 hours'`

/** Temporary passcodes, sealed. Erasing takes the bytes and leaves the row. */
export function passcodeStore(db: Kysely<Schema>): PasscodeStore {
  return {
    async put({ id, deviceId, requestId, sealed }) {
      await db
        .insertInto('temporary_passcode')
        .values({ id, device_id: deviceId, request_id: requestId, sealed })
        .execute()
    },
    async inForce(deviceId) {
      if (!isId(deviceId)) return null
      const row = await db
        .selectFrom('temporary_passcode as passcode')
        .innerJoin('request', 'request.id', 'passcode.request_id')
        .select(['passcode.id', 'passcode.request_id', 'passcode.sealed', sql<Date>`settled_at + ${life}`.as('until')])
        .where('passcode.device_id', '=', deviceId)
        .where('request.state', '=', 'done')
        .where(sql<boolean>`settled_at + ${life} > ${now}`)
        .where(sql<boolean>`not ${superseded}`)
        .where('passcode.sealed', 'is not', null)
        .orderBy('request.settled_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (row === undefined || row.sealed === null) return null
      return { id: row.id, requestId: row.request_id, sealed: row.sealed, until: row.until }
    },
    async erase(id) {
      if (!isId(id)) return
      await db
        .updateTable('temporary_passcode')
        .set({ sealed: null, erased_at: now })
        .where('id', '=', id)
        .where('sealed', 'is not', null)
        .execute()
    },
    async eraseExpired() {
      const { numUpdatedRows } = await db
        .updateTable('temporary_passcode')
        .from('request')
        .set({ sealed: null, erased_at: now })
        .whereRef('request.id', '=', 'temporary_passcode.request_id')
        .where('temporary_passcode.sealed', 'is not', null)
        .where(
          sql<boolean>`(request.state in ('failed', 'not-supported', 'cancelled', 'expired')
            or request.settled_at + ${life} <= ${now} or ${superseded})`,
        )
        .executeTakeFirstOrThrow()
      await eraseTokensSetAside(db)
      return Number(numUpdatedRows)
    },
  }
}

/** Unlock tokens that no new enrolment has followed within 30 days. */
async function eraseTokensSetAside(db: Kysely<Schema>): Promise<void> {
  await db
    .updateTable('unlock_token')
    .set({ sealed: null, erased_at: now })
    .where('erased_at', 'is', null)
    .where(sql<boolean>`set_aside_at < ${now} - interval '30 days'`)
    .execute()
}
