import type { SealedToken } from '@latchkey/domain'
import { sql } from 'kysely'
import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { Schema } from '../schema.ts'
import { now } from './clock.ts'

/*
 * Escrowed unlock tokens. The newest that is not set aside is the present one. A changed one sets it aside, and what
 * had been set aside before is erased: two are kept at most, the present one and the one before it.
 */

type Enrolments = SelectQueryBuilder<Schema, 'enrolment', { id: string }>

/** Takes in a token: the same (by fingerprint) changes nothing. */
export async function keepUnlockToken(db: Kysely<Schema>, enrolmentId: string, token: SealedToken): Promise<void> {
  const kept = await db
    .selectFrom('unlock_token')
    .select('fingerprint')
    .where('enrolment_id', '=', enrolmentId)
    .where('set_aside_at', 'is', null)
    .where('erased_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (kept !== undefined && Buffer.compare(kept.fingerprint, token.fingerprint) === 0) return
  const mine = db.selectFrom('enrolment').select('id').where('id', '=', enrolmentId)
  await eraseUnlockTokens(db, mine, { setAside: true })
  await setUnlockTokensAside(db, enrolmentId)
  await db
    .insertInto('unlock_token')
    .values({ enrolment_id: enrolmentId, ...token })
    .execute()
}

export async function setUnlockTokensAside(db: Kysely<Schema>, enrolmentId: string): Promise<void> {
  await db
    .updateTable('unlock_token')
    .set({ set_aside_at: now })
    .where('enrolment_id', '=', enrolmentId)
    .where('set_aside_at', 'is', null)
    .where('erased_at', 'is', null)
    .execute()
}

/** Erases the bytes of all tokens of these enrolments, or only of those set aside. */
export async function eraseUnlockTokens(
  db: Kysely<Schema>,
  enrolments: Enrolments,
  only: { readonly setAside: boolean } = { setAside: false },
): Promise<void> {
  await db
    .updateTable('unlock_token')
    .set({ sealed: null, erased_at: now })
    .where('enrolment_id', 'in', enrolments)
    .where('erased_at', 'is', null)
    .$if(only.setAside, (query) => query.where('set_aside_at', 'is not', null))
    .execute()
}

/** When the key that fits this enrolment came; null when none is held. */
export const unlockTokenSince = sql<Date | null>`(select received_at from unlock_token
  where unlock_token.enrolment_id = enrolment.id and erased_at is null and set_aside_at is null
  order by unlock_token.id desc limit 1)`
