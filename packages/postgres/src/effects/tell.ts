import type { Announcement, AuditEvent } from '@latchkey/domain'
import type { Connection } from '../engine/engine.ts'
import { announcementChannel } from '../listen.ts'
import type { CarryOut } from './effects.ts'

/** What people, pages, devices and auditors are told; all of it only if the transaction commits. */
export const tellEffects = {
  async notified({ db }, { notification }) {
    const { id, personId, deviceId, requestId, kind } = notification
    await db
      .insertInto('notification')
      .values({ id, person_id: personId, device_id: deviceId, request_id: requestId, kind })
      .execute()
  },
  audited: ({ connection }, { event }) => record(connection, event),
  async wake({ connection, enqueue }, { enrolmentId }) {
    await enqueue.wake(connection, enrolmentId)
    await announce(connection, { type: 'wake', enrolmentId })
  },
  announced: ({ connection }, { personId, topic, id }) =>
    announce(connection, { type: 'changed', personId, topic, id }),
  notice: ({ connection, enqueue }, { personId, notice, requestId }) =>
    enqueue.notice(connection, { personId, notice, requestId }),
} satisfies Partial<CarryOut>

async function announce(connection: Connection, announcement: Announcement): Promise<void> {
  await connection.query('select pg_notify($1, $2)', [announcementChannel, JSON.stringify(announcement)])
}

/** Puts people's numbers in the place of people; one who is not known any more stops the act. */
async function record(connection: Connection, event: AuditEvent): Promise<void> {
  const { actor } = event
  await connection.query(
    `insert into audit_event (actor_kind, actor_number, what, subject_number, device_id, request_id, detail)
     select $1, coalesce($8, (select number from person where id = $2)), $3, (select number from person where id = $4),
       $5, $6, $7::jsonb`,
    [
      actor.kind,
      actor.kind === 'person' ? actor.personId : null,
      event.what,
      event.subjectPersonId,
      event.deviceId,
      event.requestId,
      JSON.stringify(event.detail),
      actor.kind === 'operator' ? `operator:${actor.uid}` : null,
    ],
  )
}
