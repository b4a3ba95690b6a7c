import type { Outcome, Request } from '@latchkey/domain'
import type { Insertable, Selectable } from 'kysely'
import type { RequestTable } from '../schema.ts'

export function requestOf(row: Selectable<RequestTable>): Request {
  return {
    id: row.id,
    reference: row.reference,
    deviceId: row.device_id,
    enrolmentId: row.enrolment_id,
    personId: row.person_id,
    act: row.act,
    state: row.state,
    askedAt: row.asked_at,
    unsentUntil: row.unsent_until,
    heldUntil: row.held_until,
    handedOverAt: row.handed_over_at,
    settledAt: row.settled_at,
    outcome: row.outcome as Outcome | null,
    late: row.late,
    confirmationId: row.confirmation_id,
  }
}

export function rowOfRequest(request: Request): Insertable<RequestTable> {
  return {
    id: request.id,
    reference: request.reference,
    device_id: request.deviceId,
    enrolment_id: request.enrolmentId,
    person_id: request.personId,
    act: request.act,
    state: request.state,
    asked_at: request.askedAt,
    unsent_until: request.unsentUntil,
    held_until: request.heldUntil,
    handed_over_at: request.handedOverAt,
    settled_at: request.settledAt,
    outcome: request.outcome === null ? null : JSON.stringify(request.outcome),
    late: request.late,
    confirmation_id: request.confirmationId,
  }
}
