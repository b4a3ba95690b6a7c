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
  /** Devices that are not removed, by id; those that come after the device `after`. */
  list(page: {
    readonly after: string | null
    readonly limit: number
    readonly holderId: string | null
  }): Promise<readonly Device[]>
  /** Gives the device to another holder, as of now, and erases the temporary passcodes kept for it. */
  transfer(deviceId: string, holderId: string): Promise<void>
  /** Marks the device as lost, or as found again; false when it was so already. */
  markLost(deviceId: string): Promise<boolean>
  markFound(deviceId: string): Promise<boolean>
  /** Marks the device as removed from management, erases what was escrowed for it and ends what was waiting for it. */
  markRemoved(deviceId: string): Promise<void>
}
export type DeviceFacts = {
  readonly originalName?: string
  readonly model?: string
  readonly osVersion?: string
  readonly serial?: string
  readonly platform?: Platform
  readonly form?: Form
  /** Used by several people, each with an account on it. */
  readonly shared?: boolean
  readonly passcodePresent?: boolean | null
  readonly lostMode?: boolean
  /** Sets lastCheckedAt to now. */
  readonly checked?: boolean
}
