import type { Device } from '@latchkey/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { unlockTokenSince } from './unlock-tokens.ts'

/** Devices with their present enrolment, the age of its escrowed key, and when they were last seen. */
export function devices(db: Kysely<Schema>) {
  return db
    .selectFrom('device')
    .leftJoin('sighting', 'sighting.device_id', 'device.id')
    .leftJoin('enrolment', (join) =>
      join.onRef('enrolment.device_id', '=', 'device.id').onRef('enrolment.generation', '=', 'device.generation'),
    )
    .selectAll('device')
    .select([
      'sighting.last_seen_at',
      'enrolment.id as enrolment_id',
      'enrolment.channel as enrolment_channel',
      'enrolment.kind',
      'enrolment.state',
      'enrolment.enrolled_at',
      'enrolment.signed_in_on_device',
      'enrolment.push_dead_since',
      unlockTokenSince.as('unlock_token_since'),
    ])
}

export type DeviceRow = Awaited<ReturnType<ReturnType<typeof devices>['executeTakeFirstOrThrow']>>

export function deviceOf(row: DeviceRow): Device {
  return {
    id: row.id,
    holderId: row.holder_id,
    holderSince: row.holder_since,
    firstHolder: row.first_holder,
    channel: row.channel,
    platform: row.platform,
    form: row.form,
    maker: row.maker,
    model: row.model,
    osVersion: row.os_version,
    name: row.name,
    originalName: row.original_name,
    serial: row.serial,
    ownership: row.ownership,
    shared: row.shared,
    passcodePresent: row.passcode_present,
    lostMode: row.lost_mode,
    markedLostAt: row.marked_lost_at,
    lastSeenAt: row.last_seen_at,
    lastCheckedAt: row.last_checked_at,
    removedAt: row.removed_at,
    enrolment: enrolmentOf(row),
  }
}

function enrolmentOf(row: DeviceRow): Device['enrolment'] {
  const { enrolment_id: id, enrolment_channel: channel, kind, state, signed_in_on_device: signedInOnDevice } = row
  if (id === null || channel === null || kind === null || state === null) return null
  return {
    id,
    deviceId: row.id,
    generation: row.generation,
    channel,
    kind,
    state,
    enrolledAt: row.enrolled_at,
    signedInOnDevice: signedInOnDevice ?? false,
    unlockTokenSince: row.unlock_token_since,
    pushDeadSince: row.push_dead_since,
  }
}
