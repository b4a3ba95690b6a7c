import { StaleError } from '@latchkey/domain'
import type { EnrolmentStore, Invitation, PinnedEnrolment } from '@latchkey/domain'
import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import type { Schema } from '../schema.ts'
import { fromNow, now } from './clock.ts'
import { endCommands } from './end-commands.ts'
import { enrolments, pinnedOf } from './enrolment-row.ts'
import { isId } from './ids.ts'
import { introduce, introduceAgain } from './introduce.ts'
import { lockDevice } from './lock-device.ts'
import { noteCheckIn } from './note-check-in.ts'
import { eraseUnlockTokens, keepUnlockToken } from './unlock-tokens.ts'

const day = 24 * 60 * 60

/** Enrolments. Locks go device, request, command, enrolment: who finds an enrolment here holds its device's row. */
export function enrolmentStore(db: Kysely<Schema>): EnrolmentStore {
  const pinned = async (query: ReturnType<typeof enrolments>): Promise<PinnedEnrolment | null> => {
    const newest = query.limit(1)
    const before = await newest.executeTakeFirst()
    if (before === undefined) return null
    await lockDevice(db, before.device_id)
    // Whoever had the lock before may have ended the enrolment, or made the next generation of it.
    const row = await newest.executeTakeFirst()
    if (row === undefined) return null
    if (row.device_id !== before.device_id) throw new StaleError('The enrolment is another device’s now')
    return pinnedOf(row)
  }
  const sameDevice = (enrolmentId: string) =>
    db
      .selectFrom('enrolment')
      .select('id')
      .where('device_id', '=', (one) =>
        one.selectFrom('enrolment as this').select('this.device_id').where('this.id', '=', enrolmentId),
      )
  return {
    async invite({ personId, ownership, channel, certificateHash, signedInOnDevice, life }) {
      const row = await db
        .insertInto('invitation')
        .values({
          person_id: personId,
          ownership,
          channel,
          certificate_hash: certificateHash,
          signed_in_on_device: signedInOnDevice,
          expires_at: fromNow(life * 60),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return invitationOf(row)
    },
    async invitationFor(certificateHash) {
      const row = await db
        .selectFrom('invitation')
        .selectAll()
        .where('certificate_hash', '=', certificateHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .forNoKeyUpdate()
        .executeTakeFirst()
      return row === undefined ? null : invitationOf(row)
    },
    byCertificate: (certificateHash) =>
      pinned(
        enrolments(db)
          .where('enrolment.certificate_hash', '=', certificateHash)
          .orderBy(sql`enrolment.state = 'ended'`)
          .orderBy('enrolment.introduced_at', 'desc')
          .orderBy('enrolment.generation', 'desc'),
      ),
    byChannelId: (channel, channelId) =>
      pinned(
        enrolments(db)
          .where('enrolment.channel', '=', channel)
          .where('enrolment.channel_id', '=', channelId)
          .where('enrolment.state', '<>', 'ended'),
      ),
    introduce: (introduction) => introduce(db, introduction),
    introduceAgain: (enrolmentId, introduction) => introduceAgain(db, enrolmentId, introduction),
    async updatePush(enrolmentId, { token, magic, topic }, unlockToken) {
      const before = await db
        .selectFrom('enrolment')
        .select(['state'])
        .where('id', '=', enrolmentId)
        .where('state', '<>', 'ended')
        .forNoKeyUpdate()
        .executeTakeFirst()
      if (before === undefined) throw new StaleError('The enrolment has ended')
      const firstTime = before.state === 'waiting'
      await db
        .updateTable('enrolment')
        .set({
          state: 'enrolled',
          push_token: token,
          push_magic: magic,
          topic,
          push_updated_at: now,
          push_dead_since: null,
        })
        .$if(firstTime, (query) => query.set({ enrolled_at: now }))
        .where('id', '=', enrolmentId)
        .execute()
      if (unlockToken !== null) await keepUnlockToken(db, enrolmentId, unlockToken)
      if (firstTime) await eraseUnlockTokens(db, sameDevice(enrolmentId).where('id', '<>', enrolmentId))
      return { firstTime }
    },
    async end(enrolmentId) {
      const ended = await db
        .selectFrom('enrolment')
        .select('device_id')
        .where('id', '=', enrolmentId)
        .executeTakeFirst()
      if (ended === undefined) return
      await endCommands(db, ended.device_id)
      await db
        .updateTable('enrolment')
        .set({ state: 'ended', ended_at: now, push_token: null, push_magic: null })
        .where('id', '=', enrolmentId)
        .where('state', '<>', 'ended')
        .execute()
      await eraseUnlockTokens(db, sameDevice(enrolmentId))
    },
    noteCheckIn: (certificateHash, messageHash) => noteCheckIn(db, certificateHash, messageHash),
    async hasPreviousToken(enrolmentId) {
      if (!isId(enrolmentId)) return false
      const rows = await db
        .selectFrom('unlock_token')
        .select('id')
        .where('enrolment_id', '=', enrolmentId)
        .where('set_aside_at', 'is not', null)
        .where('erased_at', 'is', null)
        .limit(1)
        .execute()
      return rows.length > 0
    },
    async channelOf(enrolmentId) {
      if (!isId(enrolmentId)) return null
      const row = await db
        .selectFrom('enrolment')
        .select('channel')
        .where('id', '=', enrolmentId)
        .where('state', '<>', 'ended')
        .executeTakeFirst()
      return row?.channel ?? null
    },
    async pushAddress(enrolmentId) {
      if (!isId(enrolmentId)) return null
      const row = await db
        .selectFrom('enrolment')
        .select(['push_token', 'push_magic', 'topic'])
        .where('id', '=', enrolmentId)
        .where('state', '=', 'enrolled')
        .where('push_dead_since', 'is', null)
        .executeTakeFirst()
      if (row === undefined || row.push_token === null || row.push_magic === null) return null
      return { token: row.push_token, magic: row.push_magic, topic: row.topic }
    },
    async markPushDead(enrolmentId, since) {
      await db
        .updateTable('enrolment')
        .set({ push_dead_since: since })
        .where('id', '=', enrolmentId)
        .where('push_dead_since', 'is', null)
        .where('push_updated_at', '<=', since)
        .execute()
    },
    async backdate(enrolmentId, days) {
      await db
        .updateTable('enrolment')
        .set({
          introduced_at: fromNow(-days * day),
          enrolled_at: sql<Date | null>`case when enrolled_at is null then null else ${fromNow(-days * day)} end`,
        })
        .where('id', '=', enrolmentId)
        .execute()
      await db
        .updateTable('device')
        .set({ holder_since: fromNow(-days * day), created_at: fromNow(-days * day) })
        .where('id', '=', (one) => one.selectFrom('enrolment').select('device_id').where('id', '=', enrolmentId))
        .execute()
    },
  }
}

function invitationOf(row: Selectable<Schema['invitation']>): Invitation {
  return {
    id: row.id,
    personId: row.person_id,
    ownership: row.ownership,
    channel: row.channel,
    signedInOnDevice: row.signed_in_on_device,
    usedAt: row.used_at,
  }
}
