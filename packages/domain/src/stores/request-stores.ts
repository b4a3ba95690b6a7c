import type { Command, CommandKind } from '../requests/command.ts'
import type { Request } from '../requests/request.ts'
import type { Act, Channel } from '../words.ts'

export interface RequestStore {
  byId(id: string, options?: { readonly lock?: boolean }): Promise<Request | null>
  /** The request if this person asked it or holds its device. */
  visibleTo(personId: string, id: string): Promise<Request | null>
  openFor(deviceId: string, act: Act): Promise<Request | null>
  openOfDevice(deviceId: string): Promise<readonly Request[]>
  /** Open requests that this person asked, or that are for a device they hold. */
  openOfPerson(personId: string): Promise<readonly Request[]>
  /** Of the whole house, newest first. */
  recent(page: { readonly openOnly: boolean; readonly limit: number }): Promise<readonly Request[]>
  /** How much is unsent, and since when the oldest waits. */
  unsent(): Promise<{ readonly count: number; readonly oldest: Date | null }>
  /** Newest first. */
  ofDevice(deviceId: string, limit: number): Promise<readonly Request[]>
  /** Open requests whose time has passed (unsent too long, or silent too long after hand-over), locked, skipping locked ones. */
  overdue(limit: number): Promise<readonly Request[]>
  /** Held requests whose hold is over, locked. */
  holdOver(limit: number): Promise<readonly Request[]>
}

export interface CommandStore {
  /** The open command, locked, with its request; null when it is not open (finished, or never ours). */
  openById(id: string): Promise<{ readonly command: Command; readonly request: Request | null } | null>
  /** A finished command, from the history: for late reports. */
  finishedById(id: string): Promise<FinishedCommand | null>
  ofRequest(requestId: string): Promise<readonly Command[]>
  /** Called channels: takes one queued command for delivery, marking the attempt before the call; once. */
  beginDelivery(commandId: string): Promise<boolean>
  /** Called channels: queued commands of one enrolment, oldest first. */
  queuedFor(enrolmentId: string): Promise<readonly Command[]>
  /** Called channels: commands in doubt or under way (`handed-over`, `accepted`), oldest first, for `reconcile`. */
  sentOn(channel: Channel, limit: number): Promise<readonly Command[]>
  /** Is something unsent or put off for this enrolment? */
  anythingFor(enrolmentId: string): Promise<boolean>
}
export type FinishedCommand = {
  readonly id: string
  readonly enrolmentId: string
  readonly requestId: string | null
  readonly kind: CommandKind
}

export interface PasscodeStore {
  /** Stores a sealed temporary passcode for a request; not shown before the request is done. */
  put(passcode: {
    readonly id: string
    readonly deviceId: string
    readonly requestId: string
    readonly sealed: Uint8Array
  }): Promise<void>
  /** The one that is in force for the device: its request is done, it is not erased and younger than 24 h after that. */
  inForce(deviceId: string): Promise<{
    readonly id: string
    readonly requestId: string
    readonly sealed: Uint8Array
    readonly until: Date
  } | null>
  /** Crypto-erasure: the sealed bytes go. */
  erase(id: string): Promise<void>
  /** Erases those past their life; returns how many. */
  eraseExpired(): Promise<number>
}
