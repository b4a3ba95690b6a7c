import type { ActivityEntry, AuditStore } from '@latchkey/domain'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { isId } from './ids.ts'

/** The audit log, as the person that it tells about may read it. */
export function auditStore(db: Kysely<Schema>): AuditStore {
  return {
    async activityOf(personId, { deviceId, limit }) {
      if (!isId(personId) || (deviceId !== undefined && !isId(deviceId))) return []
      const rows = await db
        .selectFrom('audit_event')
        .select(['id', 'at', 'what', 'actor_kind', 'device_id', 'request_id', 'detail'])
        .select(sql<boolean>`actor_number is not distinct from subject_number`.as('by_holder'))
        .where('subject_number', '=', (one) => one.selectFrom('person').select('number').where('id', '=', personId))
        .$if(deviceId !== undefined, (query) => query.where('device_id', '=', deviceId ?? null))
        .orderBy('audit_event.id', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row): ActivityEntry => ({
        id: row.id,
        at: row.at,
        what: row.what,
        byHolder: row.by_holder,
        // Whoever is at the command line is a person too, and to the one who reads this somebody else.
        byKind: row.actor_kind === 'operator' ? 'person' : row.actor_kind,
        deviceId: row.device_id,
        requestId: row.request_id,
        detail: row.detail as ActivityEntry['detail'],
      }))
    },
  }
}
