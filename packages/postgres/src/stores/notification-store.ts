import type { NotificationStore } from '@latchkey/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { now } from './clock.ts'
import { isId } from './ids.ts'

/** What waits behind a person's flag. */
export function notificationStore(db: Kysely<Schema>): NotificationStore {
  return {
    async of(personId, limit) {
      const rows = await db
        .selectFrom('notification')
        .leftJoin('device', 'device.id', 'notification.device_id')
        .selectAll('notification')
        .select('device.name as device_name')
        .where('person_id', '=', personId)
        .orderBy('number', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        deviceId: row.device_id,
        deviceName: row.device_name,
        requestId: row.request_id,
        createdAt: row.created_at,
        readAt: row.read_at,
      }))
    },
    async unread(personId) {
      const { count } = await db
        .selectFrom('notification')
        .select((one) => one.fn.countAll<string>().as('count'))
        .where('person_id', '=', personId)
        .where('read_at', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    async markRead(personId, ids) {
      const mine = ids.filter(isId)
      if (mine.length === 0) return
      await db
        .updateTable('notification')
        .set({ read_at: now })
        .where('person_id', '=', personId)
        .where('id', 'in', mine)
        .where('read_at', 'is', null)
        .execute()
    },
  }
}
