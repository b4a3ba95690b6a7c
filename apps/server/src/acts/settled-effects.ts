import type { AuditEvent, Effect, NotificationKind, Outcome, Request } from '@latchkey/domain'
import { newId } from './random.ts'

/** What goes with a request that has ended: its row, the flag, a notice, the audit row, and the pages that show it. */
export function settledEffects(before: Request, after: Request, actor: AuditEvent['actor']): readonly Effect[] {
  const { id: requestId, deviceId, personId, outcome } = after
  const effects: Effect[] = [
    { type: 'request-moved', request: after, from: before.state },
    {
      type: 'audited',
      event: {
        actor,
        what: outcome?.result === 'cancelled' ? 'request-cancelled' : 'request-settled',
        subjectPersonId: personId,
        deviceId,
        requestId,
        detail: {
          act: after.act,
          result: outcome?.result ?? null,
          code: codeOf(outcome),
          late: after.late,
          reference: after.reference,
        },
      },
    },
    { type: 'announced', personId, topic: 'device', id: deviceId },
    { type: 'announced', personId, topic: 'request', id: requestId },
  ]
  const kind = after.act === 'reset-passcode' ? notificationFor(outcome) : null
  if (kind === null) return effects
  return [
    ...effects,
    { type: 'notified', notification: { id: newId(), personId, deviceId, requestId, kind } },
    { type: 'announced', personId, topic: 'notifications', id: requestId },
    { type: 'notice', personId, notice: 'act-settled', requestId },
  ]
}

function codeOf(outcome: Outcome | null): string | null {
  return outcome !== null && 'code' in outcome ? outcome.code : null
}

function notificationFor(outcome: Outcome | null): NotificationKind | null {
  switch (outcome?.result) {
    case 'removed':
    case 'acknowledged':
      return 'reset-done-removed'
    case 'temporary-passcode':
      return 'reset-done-temporary'
    case 'failed':
      return 'reset-failed'
    case 'not-supported':
      return 'reset-not-supported'
    case 'expired':
      return 'reset-expired'
    case 'unknown':
      return 'reset-unknown'
    // The holder who cancels knows it; any other hand behind it is told.
    case 'cancelled':
      return outcome.by === 'holder' ? null : 'reset-cancelled'
    case undefined:
      return null
  }
}
