import { StaleError } from '@latchkey/domain'
import type { Confirmation, ConfirmationStore } from '@latchkey/domain'
import type { Kysely, Selectable } from 'kysely'
import type { Schema } from '../schema.ts'
import { now } from './clock.ts'
import { isId } from './ids.ts'

/** Intents and what became of them; each change names the state that it expects. */
export function confirmationStore(db: Kysely<Schema>): ConfirmationStore {
  return {
    async ask(asked) {
      const row = await db
        .insertInto('confirmation')
        .values({
          id: asked.id,
          person_id: asked.personId,
          issuer: asked.issuer,
          subject: asked.subject,
          device_id: asked.deviceId,
          act: asked.act,
          ended_session_auth_time: asked.endedSessionAuthTime,
          cookie_hash: asked.cookieHash,
          language: asked.language,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return confirmationOf(row)
    },
    async byId(id) {
      if (!isId(id)) return null
      const row = await db
        .selectFrom('confirmation')
        .selectAll()
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst()
      return row === undefined ? null : confirmationOf(row)
    },
    async byCookie(cookieHash) {
      const row = await db
        .selectFrom('confirmation')
        .selectAll()
        .where('cookie_hash', '=', cookieHash)
        .executeTakeFirst()
      return row === undefined ? null : confirmationOf(row)
    },
    async verify(id, sessionHash) {
      const { numUpdatedRows } = await db
        .updateTable('confirmation')
        .set({ state: 'verified', verified_at: now, session_hash: sessionHash })
        .where('id', '=', id)
        .where('state', '=', 'asked')
        .executeTakeFirstOrThrow()
      if (numUpdatedRows === 0n) throw new StaleError('The confirmation is not asked any more')
    },
    async fail(id, state, failure) {
      await db
        .updateTable('confirmation')
        .set({ state, failure })
        .where('id', '=', id)
        .where('state', 'in', ['asked', 'verified'])
        .execute()
    },
  }
}

function confirmationOf(row: Selectable<Schema['confirmation']>): Confirmation {
  return {
    id: row.id,
    personId: row.person_id,
    issuer: row.issuer,
    subject: row.subject,
    deviceId: row.device_id,
    act: row.act,
    state: row.state,
    signedOutAt: row.signed_out_at,
    endedSessionAuthTime: row.ended_session_auth_time === null ? null : Number(row.ended_session_auth_time),
    language: row.language,
    verifiedAt: row.verified_at,
    sessionHash: row.session_hash,
    failure: row.failure,
  }
}
