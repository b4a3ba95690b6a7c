import type { Snapshot } from '@latchkey/apple-device-simulator'
import type { DemoDevice } from '../fleet.ts'

/** One line about the device's dealings with its server; `at` is an ISO 8601 instant. */
export type Wire = {
  readonly says:
    | 'off'
    | 'no-network'
    | 'before-unlock'
    | 'not-enrolled'
    | 'connecting'
    | 'fetched'
    | 'unsent'
    | 'removed'
    | 'key-refused'
    | 'refused'
    | 'not-now'
    | 'waiting'
    | 'never'
  readonly at: string | null
}

/** What the wall shows of one device; never a passcode. */
export type DeviceView = {
  readonly id: string
  readonly name: string
  readonly model: string
  readonly form: 'phone' | 'tablet'
  readonly holder: string
  readonly screen: 'off' | 'starting' | 'locked' | 'open'
  readonly resetting: boolean
  readonly passcodeSet: boolean
  readonly passcodeLength: number
  readonly unavailableUntil: string | null
  /** What a remote lock put on the screen. */
  readonly message: string | null
  readonly phoneNumber: string | null
  readonly on: boolean
  readonly network: boolean
  readonly wire: Wire
}

export function viewOf(one: DemoDevice, starting: boolean): DeviceView {
  const seen = one.device.see()
  const { command, activity } = seen.contact
  return {
    id: one.id,
    name: seen.identity.deviceName,
    model: one.model,
    form: one.form,
    holder: one.holder,
    screen: starting ? 'starting' : !seen.on ? 'off' : seen.locked ? 'locked' : 'open',
    resetting: activity === 'working' && command?.requestType === 'ClearPasscode' && seen.locked,
    passcodeSet: seen.passcodeSet,
    passcodeLength: seen.passcodeLength,
    unavailableUntil: seen.unavailableUntil,
    message: seen.message,
    phoneNumber: seen.phoneNumber,
    on: seen.on || starting,
    network: seen.network,
    wire: wireOf(seen),
  }
}

/** MCPasscodeErrorDomain: the unlock token does not fit. */
const wrongKey = 5013

function wireOf(seen: Snapshot): Wire {
  const { activity, lastAt, command } = seen.contact
  if (!seen.on) return { says: 'off', at: null }
  if (!seen.enrolled) return { says: 'not-enrolled', at: null }
  if (!seen.network) return { says: 'no-network', at: null }
  if (!seen.reachable) return { says: 'before-unlock', at: null }
  if (command !== null && command.status === null) {
    return seen.passcodeSet || activity !== 'resting' || command.requestType !== 'ClearPasscode'
      ? { says: 'fetched', at: command.fetchedAt }
      : { says: 'unsent', at: null }
  }
  if (activity !== 'resting') return { says: 'connecting', at: null }
  if (command?.status === 'Error' || command?.status === 'CommandFormatError') {
    return { says: command.errorCode === wrongKey ? 'key-refused' : 'refused', at: command.answeredAt }
  }
  if (command?.status === 'NotNow') return { says: 'not-now', at: command.answeredAt }
  if (command?.requestType === 'ClearPasscode' && !seen.passcodeSet) return { says: 'removed', at: command.answeredAt }
  return lastAt === null ? { says: 'never', at: null } : { says: 'waiting', at: lastAt }
}
