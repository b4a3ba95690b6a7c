import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** Locks the device's row, the first lock of every act on it; what is read afterwards stands until the act is over. */
export async function lockDevice(db: Kysely<Schema>, deviceId: string): Promise<void> {
  await db.selectFrom('device').select('id').where('id', '=', deviceId).forNoKeyUpdate().execute()
}
