import type { Act } from '../words.ts'
import type { Outcome, Request, RequestState } from './request.ts'

/*
 * The life of a request.
 *
 * A request is one act asked for one device by one person. It is *open* from the moment it is asked until it is
 * *settled*; a device has at most one open request per act.
 *
 *   awaiting-approval  someone else must agree first. Granted, it becomes *approved*: the person's button works for
 *                      24 h; nothing is ever sent by the approval itself.
 *   held               confirmed, but policy keeps it back until `heldUntil`, so that the holder may still cancel; then it is queued.
 *   queued             waits for the device to come (fetched channels) or for a job to call the cloud (called ones).
 *   handed-over        committed before the first byte left. From here on the truth is on the device: the request can
 *                      no longer be cancelled, and no clock can say that nothing happened.
 *   accepted           (called channels) the cloud has named an operation for it.
 *
 * It is settled once, by whatever comes first:
 *
 *   done | failed | not-supported   the device's own report, or the cloud's word about its operation.
 *   cancelled                       by the holder, support, a new enrolment or a stronger act; only while unsent.
 *   expired                         unsent past `unsentUntil`: nothing happened on the device, and nothing will.
 *   unknown                         handed over, and no report for ten minutes. Closed, so that the person may ask
 *                                   again. A report that comes later still moves it to what really happened, marked
 *                                   `late`.
 *
 * Reports match by command and enrolment generation; a second report is a no-op. What was handed over is handed over
 * again only while its request is open and with proof that the device did not run it (see commands in stores.ts).
 */

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long a request may wait unsent, in milliseconds. */
export const unsentLife: Readonly<Record<Act, number>> = {
  'reset-passcode': hour,
  'remote-lock': 24 * hour,
  'check-status': 10 * minute,
  rename: 7 * day,
  'show-recovery-key': 10 * minute,
  remove: 30 * day,
  'factory-reset': 30 * day,
  'mark-lost': day,
  'report-found': day,
}

/** Handed over and silent for longer than this, in milliseconds: unknown. */
export const silence = 10 * minute

export const unsentStates: readonly RequestState[] = ['awaiting-approval', 'approved', 'held', 'queued']
export const sentStates: readonly RequestState[] = ['handed-over', 'accepted']
export const openStates: readonly RequestState[] = [...unsentStates, ...sentStates]

export type RequestEvent =
  | { readonly type: 'handed-over' }
  | { readonly type: 'accepted' }
  /** The device (or the cloud) says that it did not run the command and will not: NotNow. */
  | { readonly type: 'put-off' }
  | { readonly type: 'reported'; readonly outcome: Outcome }
  | { readonly type: 'cancelled'; readonly by: Extract<Outcome, { result: 'cancelled' }>['by'] }
  | { readonly type: 'time-passed' }

/** The request after an event, or null where the event changes nothing (too early, too late, or a duplicate). */
export function advance(request: Request, event: RequestEvent, now: Date): Request | null {
  switch (event.type) {
    case 'handed-over':
      if (!unsentStates.includes(request.state) && request.state !== 'handed-over') return null
      return { ...request, state: 'handed-over', handedOverAt: request.handedOverAt ?? now }
    case 'accepted':
      return request.state === 'handed-over' ? { ...request, state: 'accepted' } : null
    case 'put-off':
      return request.state === 'handed-over' ? { ...request, state: 'queued', handedOverAt: null } : null
    case 'reported':
      return reported(request, event.outcome, now)
    case 'cancelled':
      return unsentStates.includes(request.state)
        ? settle(request, 'cancelled', { result: 'cancelled', by: event.by }, now)
        : null
    case 'time-passed':
      return timePassed(request, now)
  }
}

function reported(request: Request, outcome: Outcome, now: Date): Request | null {
  if (sentStates.includes(request.state)) return settle(request, stateOf(outcome), outcome, now)
  if (request.state === 'unknown') return { ...settle(request, stateOf(outcome), outcome, now), late: true }
  return null
}

function timePassed(request: Request, now: Date): Request | null {
  if (request.state === 'held' && request.heldUntil !== null && now.getTime() >= request.heldUntil.getTime()) {
    return { ...request, state: 'queued' }
  }
  if (unsentStates.includes(request.state) && now.getTime() > request.unsentUntil.getTime()) {
    return settle(request, 'expired', { result: 'expired' }, now)
  }
  if (sentStates.includes(request.state) && request.handedOverAt !== null) {
    if (now.getTime() > request.handedOverAt.getTime() + silence)
      return settle(request, 'unknown', { result: 'unknown' }, now)
  }
  return null
}

function stateOf(outcome: Outcome): RequestState {
  switch (outcome.result) {
    case 'removed':
    case 'temporary-passcode':
    case 'acknowledged':
      return 'done'
    default:
      return outcome.result
  }
}

function settle(request: Request, state: RequestState, outcome: Outcome, now: Date): Request {
  return { ...request, state, outcome, settledAt: now }
}
