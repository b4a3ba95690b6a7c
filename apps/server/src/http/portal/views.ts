import { openStates, unsentStates } from '@latchkey/domain'
import type { Act as DomainAct, ActivityEntry, Confirmation, Device, LiveSession, Request } from '@latchkey/domain'
import { acts, confirmWindow, lastFour } from '@latchkey/domain'
import type * as api from '@latchkey/portal-api'
import type { HouseReadiness } from '../../acts/house-rules.ts'

/* Domain words → the contract's shapes. What is not named here never reaches a page. */

export function requestView(request: Request): api.Request {
  const { outcome } = request
  return {
    id: request.id,
    reference: request.reference,
    deviceId: request.deviceId,
    act: request.act,
    state: request.state,
    open: openStates.includes(request.state),
    cancellable: unsentStates.includes(request.state),
    askedAt: request.askedAt.toISOString(),
    unsentUntil: request.unsentUntil.toISOString(),
    heldUntil: instant(request.heldUntil),
    handedOverAt: instant(request.handedOverAt),
    settledAt: instant(request.settledAt),
    outcome: outcome !== null && 'device' in outcome ? { result: outcome.result, code: outcome.code } : outcome,
    late: request.late,
  }
}

export function tileView(device: Device, readiness: HouseReadiness, running: Request | null): api.DeviceTile {
  return {
    id: device.id,
    name: device.name,
    maker: device.maker,
    model: device.model,
    form: device.form,
    platform: device.platform,
    lastFour: lastFour(device),
    ownership: device.ownership,
    lastSeenAt: instant(device.lastSeenAt),
    readiness,
    running: running === null ? null : requestView(running),
  }
}

/** All that the page of one device is drawn from. */
export type DeviceFacts = {
  readonly device: Device
  readonly readiness: HouseReadiness
  readonly running: Request | null
  readonly lastReset: Request | null
  readonly confirmation: Confirmation | null
  readonly passcode: { readonly until: Date; readonly requestId: string; readonly showable: boolean } | null
  readonly activity: readonly ActivityEntry[]
  readonly renameAllowed: boolean
  readonly personId: string
}

export function deviceView(facts: DeviceFacts): api.Device {
  const { device, confirmation, passcode } = facts
  return {
    ...tileView(device, facts.readiness, facts.running),
    originalName: device.originalName,
    osVersion: device.osVersion,
    lastCheckedAt: instant(device.lastCheckedAt),
    passcodePresent: device.passcodePresent,
    enrolledAt: instant(device.enrolment?.enrolledAt ?? null),
    keyHeldSince: instant(device.enrolment?.unlockTokenSince ?? null),
    commands: commandsOf(facts),
    lastReset: facts.lastReset === null ? null : requestView(facts.lastReset),
    confirmation:
      confirmation?.verifiedAt == null || confirmation.act === 'show-passcode'
        ? null
        : {
            act: confirmation.act,
            closesAt: new Date(confirmation.verifiedAt.getTime() + confirmWindow).toISOString(),
          },
    temporaryPasscode:
      passcode === null
        ? null
        : { until: passcode.until.toISOString(), showable: passcode.showable, requestId: passcode.requestId },
    activity: facts.activity.map((entry) => activityView(entry, new Map([[device.id, device.name]]))),
  }
}

/** Acts that this version carries out; the bar shows the others with *not yet*. */
const built: readonly DomainAct[] = ['rename', 'reset-passcode']
const inTheBar: readonly DomainAct[] = [
  'rename',
  'remove',
  'reset-passcode',
  'remote-lock',
  'factory-reset',
  'check-status',
  'mark-lost',
]

function commandsOf(facts: DeviceFacts): api.CommandState[] {
  return acts
    .filter((act) => inTheBar.includes(act))
    .map((act) => {
      const reason = reasonAgainst(act, facts)
      return { act, usable: reason === null, reason }
    })
}

function reasonAgainst(act: DomainAct, facts: DeviceFacts): api.CommandState['reason'] {
  if (!built.includes(act)) return 'not-yet'
  if (act === 'rename') return facts.renameAllowed ? null : 'off-by-policy'
  if (facts.running !== null) return 'running'
  return facts.readiness.verdict === 'no' ? 'not-ready' : null
}

export function activityView(entry: ActivityEntry, names: ReadonlyMap<string, string>): api.ActivityEntry {
  const result = entry.detail['result']
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    what: entry.what,
    by: entry.byKind === 'person' ? (entry.byHolder ? 'you' : 'someone') : entry.byKind,
    deviceId: entry.deviceId,
    deviceName: entry.deviceId === null ? null : (names.get(entry.deviceId) ?? null),
    requestId: entry.requestId,
    result: typeof result === 'string' ? result : null,
  }
}

export function signedInView(session: LiveSession, unread: number): api.SignedIn {
  const { id, name, email, language } = session.person
  return {
    person: { id, name, email, language },
    borrowed: session.borrowed,
    idleUntil: session.idleUntil.toISOString(),
    absoluteUntil: session.absoluteUntil.toISOString(),
    unreadNotifications: unread,
  }
}

function instant(date: Date | null): string | null {
  return date === null ? null : date.toISOString()
}
