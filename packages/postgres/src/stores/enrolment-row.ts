import type { Enrolment, PinnedEnrolment } from '@latchkey/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { unlockTokenSince } from './unlock-tokens.ts'

/** Enrolments with the age of the escrowed key and the device's holder. */
export function enrolments(db: Kysely<Schema>) {
  return db
    .selectFrom('enrolment')
    .innerJoin('device', 'device.id', 'enrolment.device_id')
    .selectAll('enrolment')
    .select(['device.holder_id', unlockTokenSince.as('unlock_token_since')])
}

export type EnrolmentRow = Awaited<ReturnType<ReturnType<typeof enrolments>['executeTakeFirstOrThrow']>>

export function enrolmentOf(row: EnrolmentRow): Enrolment {
  return {
    id: row.id,
    deviceId: row.device_id,
    generation: row.generation,
    channel: row.channel,
    kind: row.kind,
    state: row.state,
    enrolledAt: row.enrolled_at,
    signedInOnDevice: row.signed_in_on_device,
    unlockTokenSince: row.unlock_token_since,
    pushDeadSince: row.push_dead_since,
  }
}

export function pinnedOf(row: EnrolmentRow): PinnedEnrolment {
  return {
    ...enrolmentOf(row),
    channelId: row.channel_id,
    certificateHash: row.certificate_hash,
    topic: row.topic,
    personId: row.holder_id,
  }
}
