import type { Device, Person, Request, Role } from '@latchkey/domain'
import { lastFour } from '@latchkey/domain'

/** A person as the command line tells of them. */
export type PersonView = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  /** `invited`: nobody has signed in as this person yet. */
  readonly state: 'active' | 'invited' | 'disabled'
  readonly disabledAt: string | null
  readonly issuer: string | null
  readonly subject: string | null
}

export function personView({ id, email, name, role, issuer, subject, disabledAt }: Person): PersonView {
  const state = disabledAt !== null ? 'disabled' : issuer === null ? 'invited' : 'active'
  return { id, email, name, role, state, disabledAt: instant(disabledAt), issuer, subject }
}

/** A device as the command line tells of it; `holder` is an address. */
export type DeviceView = {
  readonly id: string
  readonly name: string
  readonly maker: string
  readonly model: string
  readonly platform: Device['platform']
  readonly osVersion: string
  readonly lastFour: string | null
  readonly ownership: Device['ownership']
  readonly holder: string | null
  readonly holderSince: string | null
  readonly channel: Device['channel']
  readonly state: 'enrolled' | 'waiting' | 'ended'
  /** A passcode reset has what it needs. */
  readonly unlockTokenHeld: boolean
  readonly lastSeenAt: string | null
  readonly markedLostAt: string | null
}

export function deviceView(device: Device, holder: Pick<Person, 'email'> | null): DeviceView {
  const { id, name, maker, model, platform, osVersion, ownership, channel, enrolment } = device
  return {
    id,
    name,
    maker,
    model,
    platform,
    osVersion,
    lastFour: lastFour(device),
    ownership,
    holder: holder?.email ?? null,
    holderSince: instant(device.holderSince),
    channel,
    state: enrolment?.state ?? 'ended',
    unlockTokenHeld: (enrolment?.unlockTokenSince ?? null) !== null,
    lastSeenAt: instant(device.lastSeenAt),
    markedLostAt: instant(device.markedLostAt),
  }
}

/** A request as the command line tells of it. */
export type RequestView = {
  readonly reference: string
  readonly id: string
  readonly act: Request['act']
  readonly state: Request['state']
  readonly askedAt: string
  readonly deviceId: string
  readonly device: string
  /** Address of who asked. */
  readonly by: string
}

export function requestView(request: Request, device: string, by: string): RequestView {
  const { reference, id, act, state, askedAt, deviceId } = request
  return { reference, id, act, state, askedAt: askedAt.toISOString(), deviceId, device, by }
}

function instant(time: Date | null): string | null {
  return time?.toISOString() ?? null
}
