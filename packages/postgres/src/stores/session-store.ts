import type { LiveSession, SessionStore } from '@latchkey/domain'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { fromNow, now } from './clock.ts'
import { isId } from './ids.ts'
import { personColumns, personOf } from './person-store.ts'

/** A session ends this long after its last touch, and this long after its start, in seconds. */
const idle = 15 * 60
const absolute = 8 * 60 * 60
/** Two touches closer than this write once. */
const touchEvery = 60

/** Server-side sessions, by the hash of the id that the cookie holds. */
export function sessionStore(db: Kysely<Schema>): SessionStore {
  const standing = () =>
    db
      .selectFrom('session')
      .where('ended_at', 'is', null)
      .where('idle_until', '>', now)
      .where('absolute_until', '>', now)
  return {
    async start(session) {
      await db
        .insertInto('session')
        .values({
          id_hash: session.idHash,
          person_id: session.personId,
          borrowed: session.borrowed,
          auth_time: session.authTime,
          acr: session.acr,
          amr: [...session.amr],
          confirmation_id: session.confirmationId,
          sealed_id_token: session.sealedIdToken,
          started_at: now,
          idle_until: fromNow(idle),
          absolute_until: fromNow(absolute),
        })
        .execute()
    },
    async live(idHash) {
      const row = await standing()
        .innerJoin('person', 'person.id', 'session.person_id')
        .where('person.disabled_at', 'is', null)
        .where('session.id_hash', '=', idHash)
        .selectAll('session')
        .select(personColumns)
        .executeTakeFirst()
      if (row === undefined) return null
      const session: LiveSession = {
        idHash: row.id_hash,
        person: personOf(row),
        borrowed: row.borrowed,
        authTime: row.auth_time === null ? null : Number(row.auth_time),
        acr: row.acr,
        amr: row.amr,
        confirmationId: row.confirmation_id,
        sealedIdToken: row.sealed_id_token,
        startedAt: row.started_at,
        idleUntil: row.idle_until,
        absoluteUntil: row.absolute_until,
      }
      return session
    },
    async touch(idHash) {
      await db
        .updateTable('session')
        .set({ idle_until: sql<Date>`least(absolute_until, ${fromNow(idle)})` })
        .where('id_hash', 'in', standing().where('id_hash', '=', idHash).select('id_hash'))
        .where('idle_until', '<=', fromNow(idle - touchEvery))
        .execute()
    },
    async end(idHash, why) {
      const { numUpdatedRows } = await db
        .updateTable('session')
        .set({ ended_at: now, ended_why: why, sealed_id_token: null })
        .where('id_hash', '=', idHash)
        .where('ended_at', 'is', null)
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n
    },
    async newestAuthTime(personId) {
      const { newest } = await db
        .selectFrom('session')
        .select(({ fn }) => fn.max('auth_time').as('newest'))
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      return newest === null ? null : Number(newest)
    },
    async endAllOf(personId, why) {
      if (!isId(personId)) return 0
      const { numUpdatedRows } = await db
        .updateTable('session')
        .set({ ended_at: now, ended_why: why, sealed_id_token: null })
        .where('person_id', '=', personId)
        .where('ended_at', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(numUpdatedRows)
    },
  }
}
