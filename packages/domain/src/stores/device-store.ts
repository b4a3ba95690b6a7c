import type { Device } from '../devices/device.ts'
import type { Form, Platform } from '../words.ts'

export interface DeviceStore {
  /** Devices held by the person, not removed, with their present enrolment. */
  heldBy(personId: string): Promise<readonly Device[]>
  /** The device if this person holds it: the owner stands in the predicate. `lock` takes the row for update. */
  heldByWithId(personId: string, deviceId: string, options?: { readonly lock?: boolean }): Promise<Device | null>
  /** For channels and jobs only. */
  byId(deviceId: string, options?: { readonly lock?: boolean }): Promise<Device | null>
  /** The device of a present enrolment, locked; null when that enrolment has ended. */
  byEnrolment(enrolmentId: string): Promise<Device | null>
  /** Written by a device's own report; undefined leaves a field as it is. */
  updateFacts(deviceId: string, facts: DeviceFacts): Promise<void>
  /** Marks the device as removed from management and erases what was escrowed for it. */
  markRemoved(deviceId: string): Promise<void>
}
export type DeviceFacts = {
  readonly originalName?: string
  readonly model?: string
  readonly osVersion?: string
  readonly serial?: string
  readonly platform?: Platform
  readonly form?: Form
  readonly passcodePresent?: boolean | null
  readonly lostMode?: boolean
  /** Sets lastCheckedAt to now. */
  readonly checked?: boolean
}
