import { confirmWindow } from '../confirmations/confirmation.ts'
import type { Confirmation } from '../confirmations/confirmation.ts'
import type { Device } from '../devices/device.ts'
import type { Effect } from '../effects.ts'
import type { PolicyCell } from '../policy/policy.ts'
import { refuse } from '../refusal.ts'
import type { Refusal } from '../refusal.ts'
import { unsentLife } from '../requests/life.ts'
import type { CommandKind } from '../requests/command.ts'
import type { Request } from '../requests/request.ts'
import { resetReadiness } from './rule.ts'

/** All that a decision on a reset looks at, read under the device row's lock. */
export type ResetState = {
  readonly personId: string
  readonly device: Device
  readonly policy: PolicyCell
  /** The open request for this act and device, whoever asked it. */
  readonly open: Request | null
  /** The confirmation that the session carries. */
  readonly confirmation: Confirmation | null
  readonly sessionHash: Uint8Array
}

export type ResetAsked = {
  /** The tick *I have this device with me*. */
  readonly deviceInHand: boolean
  /** Made by the caller: random ids and the reference, so that deciding stays pure. */
  readonly ids: { readonly request: string; readonly command: string; readonly reference: string }
}

export type ResetDecision =
  { readonly joined: Request } | { readonly opened: Request; readonly effects: readonly Effect[] }

/** May this person's signed-out-and-in intent become a request? Once, for this device, in this session, in time. */
export function decideReset(state: ResetState, asked: ResetAsked, now: Date): ResetDecision | Refusal {
  const { device, open, confirmation } = state
  if (device.holderId !== state.personId) return refuse('not-found')
  if (open !== null)
    return open.personId === state.personId ? { joined: open } : refuse('already-running', { state: open.state })
  const missing = judgeConfirmation(confirmation, state, now)
  if (missing !== null) return missing
  if (!asked.deviceInHand) return refuse('device-not-in-hand')
  const readiness = resetReadiness(device, state.policy, now)
  if (readiness.verdict === 'no') return refuse('not-ready', { obstacle: readiness.obstacle })
  if (state.policy.verdict === 'approval') return refuse('not-yet', { what: 'approval' })
  const enrolment = device.enrolment
  if (enrolment === null || confirmation === null) return refuse('not-ready', { obstacle: 'enrolment-not-finished' })
  const heldUntil = state.policy.holdMinutes > 0 ? new Date(now.getTime() + state.policy.holdMinutes * 60_000) : null
  const request: Request = {
    id: asked.ids.request,
    reference: asked.ids.reference,
    deviceId: device.id,
    enrolmentId: enrolment.id,
    personId: state.personId,
    act: 'reset-passcode',
    state: heldUntil === null ? 'queued' : 'held',
    askedAt: now,
    unsentUntil: new Date(now.getTime() + unsentLife['reset-passcode']),
    heldUntil,
    handedOverAt: null,
    settledAt: null,
    outcome: null,
    late: false,
    confirmationId: confirmation.id,
  }
  return { opened: request, effects: effectsOf(request, device, asked.ids.command, confirmation.id) }
}

function judgeConfirmation(confirmation: Confirmation | null, state: ResetState, now: Date): Refusal | null {
  if (confirmation === null) return refuse('confirmation-missing')
  const mine = confirmation.sessionHash !== null && sameBytes(confirmation.sessionHash, state.sessionHash)
  if (!mine || confirmation.state !== 'verified' || confirmation.verifiedAt === null)
    return refuse('confirmation-missing')
  const fits =
    confirmation.act === 'reset-passcode' &&
    confirmation.deviceId === state.device.id &&
    confirmation.personId === state.personId
  if (!fits) return refuse('confirmation-for-something-else')
  return now.getTime() > confirmation.verifiedAt.getTime() + confirmWindow ? refuse('confirmation-expired') : null
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

function effectsOf(request: Request, device: Device, commandId: string, confirmationId: string): readonly Effect[] {
  const kind: CommandKind = device.channel === 'apple' ? 'clear-passcode' : 'reset-passcode'
  return [
    { type: 'confirmation-consumed', confirmationId },
    { type: 'request-opened', request },
    {
      type: 'command-queued',
      command: { id: commandId, enrolmentId: request.enrolmentId, requestId: request.id, kind },
    },
    {
      type: 'audited',
      event: {
        actor: { kind: 'person', personId: request.personId },
        what: 'request-asked',
        subjectPersonId: device.holderId,
        deviceId: device.id,
        requestId: request.id,
        detail: { act: request.act, reference: request.reference, confirmation: confirmationId },
      },
    },
    { type: 'notice', personId: request.personId, notice: 'act-asked', requestId: request.id },
    { type: 'announced', personId: request.personId, topic: 'device', id: device.id },
    { type: 'wake', enrolmentId: request.enrolmentId },
  ]
}
