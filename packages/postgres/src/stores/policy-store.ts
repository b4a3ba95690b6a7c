import { defaultPolicy } from '@latchkey/domain'
import type { PolicyStore } from '@latchkey/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { now } from './clock.ts'

/** The organisation's own cells over the product's defaults; a cell may come into force later. */
export function policyStore(db: Kysely<Schema>): PolicyStore {
  return {
    async cell(act, ownership) {
      const row = await db
        .selectFrom('policy')
        .select(['verdict', 'hold_minutes'])
        .where('unit_id', 'is', null)
        .where('act', '=', act)
        .where('ownership', '=', ownership)
        .where('in_force_at', '<=', now)
        .orderBy('in_force_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? defaultPolicy[act][ownership] : { verdict: row.verdict, holdMinutes: row.hold_minutes }
    },
  }
}
