import type { SettingStore } from '@latchkey/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { now } from './clock.ts'

/** Settings of the installation, by key. */
export function settingStore(db: Kysely<Schema>): SettingStore {
  const get = async (key: string) => {
    const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
    return row?.value ?? null
  }
  return {
    get,
    async setOnce(key, value) {
      await db
        .insertInto('setting')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute()
      return (await get(key)) ?? value
    },
    async set(key, value) {
      await db
        .insertInto('setting')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, changed_at: now }))
        .execute()
    },
  }
}
