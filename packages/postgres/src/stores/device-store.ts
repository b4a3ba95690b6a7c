import type { Device, DeviceFacts, DeviceStore } from '@latchkey/domain'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { now } from './clock.ts'
import { deviceOf, devices } from './device-row.ts'
import type { DeviceRow } from './device-row.ts'
import { endCommands } from './end-commands.ts'
import { isId } from './ids.ts'
import { lockDevice } from './lock-device.ts'
import { eraseUnlockTokens } from './unlock-tokens.ts'

/** Devices. A lock takes the device's row first, and the query then sees what stood there when the lock was had. */
export function deviceStore(db: Kysely<Schema>): DeviceStore {
  const one = async (rows: Promise<readonly DeviceRow[]>): Promise<Device | null> => {
    const [row] = await rows
    return row === undefined ? null : deviceOf(row)
  }
  return {
    async heldBy(personId) {
      if (!isId(personId)) return []
      const held = devices(db).where('device.holder_id', '=', personId).where('device.removed_at', 'is', null)
      return (await held.orderBy('device.created_at').orderBy('device.id').execute()).map(deviceOf)
    },
    async heldByWithId(personId, deviceId, options) {
      if (!isId(personId) || !isId(deviceId)) return null
      const held = devices(db).where('device.id', '=', deviceId).where('device.holder_id', '=', personId)
      if (options?.lock) {
        const mine = await held.clearSelect().select('device.id').execute()
        if (mine.length === 0) return null
        await lockDevice(db, deviceId)
      }
      return one(held.execute())
    },
    async byId(deviceId, options) {
      if (!isId(deviceId)) return null
      if (options?.lock) await lockDevice(db, deviceId)
      return one(devices(db).where('device.id', '=', deviceId).execute())
    },
    async byEnrolment(enrolmentId) {
      if (!isId(enrolmentId)) return null
      const tied = await db.selectFrom('enrolment').select('device_id').where('id', '=', enrolmentId).executeTakeFirst()
      if (tied === undefined) return null
      await lockDevice(db, tied.device_id)
      const present = devices(db).where('enrolment.id', '=', enrolmentId).where('enrolment.state', '<>', 'ended')
      return one(present.execute())
    },
    async updateFacts(deviceId, facts) {
      const fields = fieldsOf(facts)
      if (Object.keys(fields).length === 0) return
      await db.updateTable('device').set(fields).where('id', '=', deviceId).execute()
    },
    async list({ after, limit, holderId }) {
      const page = devices(db)
        .where('device.removed_at', 'is', null)
        .$if(isId(after ?? ''), (query) => query.where('device.id', '>', after ?? ''))
        .$if(holderId !== null, (query) => query.where('device.holder_id', '=', holderId))
      return (await page.orderBy('device.id').limit(limit).execute()).map(deviceOf)
    },
    async transfer(deviceId, holderId) {
      await db
        .updateTable('device')
        .set({ holder_id: holderId, holder_since: now, first_holder: false })
        .where('id', '=', deviceId)
        .execute()
      await erasePasscodes(db, deviceId)
    },
    markLost: (deviceId) => mark(db, deviceId, true),
    markFound: (deviceId) => mark(db, deviceId, false),
    async markRemoved(deviceId) {
      await db
        .updateTable('device')
        .set({ removed_at: now })
        .where('id', '=', deviceId)
        .where('removed_at', 'is', null)
        .execute()
      await endCommands(db, deviceId)
      await eraseUnlockTokens(db, db.selectFrom('enrolment').select('id').where('device_id', '=', deviceId))
      await erasePasscodes(db, deviceId)
    },
  }
}

async function erasePasscodes(db: Kysely<Schema>, deviceId: string): Promise<void> {
  await db
    .updateTable('temporary_passcode')
    .set({ sealed: null, erased_at: now })
    .where('device_id', '=', deviceId)
    .where('sealed', 'is not', null)
    .execute()
}

async function mark(db: Kysely<Schema>, deviceId: string, lost: boolean): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('device')
    .set({ marked_lost_at: lost ? now : null })
    .where('id', '=', deviceId)
    .where('marked_lost_at', lost ? 'is' : 'is not', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

function fieldsOf(facts: DeviceFacts) {
  const { originalName, osVersion, passcodePresent, lostMode, checked, ...same } = facts
  const fields = {
    ...same,
    original_name: originalName,
    // A device that nobody has renamed goes by the name it calls itself.
    name:
      originalName === undefined
        ? undefined
        : sql<string>`case when name = original_name then ${originalName} else name end`,
    os_version: osVersion,
    passcode_present: passcodePresent,
    lost_mode: lostMode,
    last_checked_at: checked ? sql<Date>`latchkey_clock()` : undefined,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
