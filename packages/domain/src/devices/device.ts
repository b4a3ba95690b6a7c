import type { Channel, EnrolmentKind, Form, Ownership, Platform } from '../words.ts'

/** A device's tie to a channel; each new enrolment is a new generation, and a command belongs to one generation. */
export type Enrolment = {
  readonly id: string
  readonly deviceId: string
  readonly generation: number
  readonly channel: Channel
  readonly kind: EnrolmentKind
  /** `waiting`: it has introduced itself but can't be pushed to yet. */
  readonly state: 'waiting' | 'enrolled' | 'ended'
  readonly enrolledAt: Date | null
  /** The holder signed in on the device while it enrolled. */
  readonly signedInOnDevice: boolean
  /** Since when an escrowed key fits this device (Apple's unlock token); null when none is held. */
  readonly unlockTokenSince: Date | null
  /** Push service said the address is dead; null while it is alive. */
  readonly pushDeadSince: Date | null
}

export type Device = {
  readonly id: string
  readonly holderId: string | null
  readonly holderSince: Date | null
  /** The present holder is the device's first one. */
  readonly firstHolder: boolean
  readonly channel: Channel
  readonly platform: Platform
  readonly form: Form
  readonly maker: string
  readonly model: string
  /** Major and minor as the device tells it, `18.6`; empty when unknown. */
  readonly osVersion: string
  /** Name in the portal. */
  readonly name: string
  /** Name the device came with. */
  readonly originalName: string
  readonly serial: string | null
  readonly ownership: Ownership
  readonly shared: boolean
  /** null: not known. */
  readonly passcodePresent: boolean | null
  readonly lostMode: boolean
  readonly markedLostAt: Date | null
  readonly lastSeenAt: Date | null
  readonly lastCheckedAt: Date | null
  readonly removedAt: Date | null
  readonly enrolment: Enrolment | null
}

/** Last four characters of the serial number, by which twins are told apart; null without one. */
export function lastFour(device: Pick<Device, 'serial'>): string | null {
  return device.serial === null || device.serial.length < 4 ? null : device.serial.slice(-4)
}
