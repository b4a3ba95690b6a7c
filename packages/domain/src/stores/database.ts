import type { PeopleStore } from './people-store.ts'
import type { DeviceStore } from './device-store.ts'
import type { EnrolmentStore } from './enrolment-store.ts'
import type { CheckIns } from './check-ins.ts'
import type { SessionStore, SignInStore, ConfirmationStore } from './sign-in-stores.ts'
import type { RequestStore, CommandStore, PasscodeStore } from './request-stores.ts'
import type { NotificationStore, AuditStore, PolicyStore, SettingStore } from './news-stores.ts'
import type { AnnouncedTopic, Effect } from '../effects.ts'

/*
 * What the house needs of a database. Each act loads, decides, and commits once, in one transaction; stores receive
 * their transaction and can't reach past it. Times are the database's (`latchkey_clock()`); nothing here takes `now`.
 */

/** The whole database, as composed once at the start. */
export interface Database {
  /** Runs `work` in one transaction (READ COMMITTED); a throw rolls back. Never call it inside itself. */
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>
  /** The devices' hot path: single statements, each its own transaction. */
  readonly checkIns: CheckIns
  /** Calls `heard` for each announcement and wake committed by any process. Returns a way to stop. */
  listen(heard: (message: Announcement) => void): Promise<() => Promise<void>>
  /** Durable jobs; handlers run where the jobs role runs. */
  readonly jobs: Jobs
  /** The only clock of rules. */
  clock(): Promise<Date>
  close(): Promise<void>
}

export type Announcement =
  | { readonly type: 'changed'; readonly personId: string; readonly topic: AnnouncedTopic; readonly id: string }
  | { readonly type: 'wake'; readonly enrolmentId: string }

export interface Jobs {
  /** Starts taking jobs; each handler gets one job at a time and is tried again with back-off when it throws. */
  start(handlers: JobHandlers): Promise<void>
  stop(): Promise<void>
}

export type JobHandlers = {
  /** Rings the device (push) while it has something unsent; tried again after ~30 s, 2 min, 8 min. */
  readonly wake: (job: { readonly enrolmentId: string }) => Promise<void>
  readonly notice: (job: NoticeJob) => Promise<void>
}

export type NoticeJob = { readonly personId: string; readonly notice: string; readonly requestId: string | null }

/** Everything a transaction offers. */
export interface Stores {
  now(): Promise<Date>
  /** Carries out a decision; throws `StaleError` when an effect does not find what it expects. */
  commit(effects: readonly Effect[]): Promise<void>
  readonly people: PeopleStore
  readonly devices: DeviceStore
  readonly enrolments: EnrolmentStore
  readonly sessions: SessionStore
  readonly signIns: SignInStore
  readonly confirmations: ConfirmationStore
  readonly requests: RequestStore
  readonly commands: CommandStore
  readonly passcodes: PasscodeStore
  readonly notifications: NotificationStore
  readonly audit: AuditStore
  readonly policy: PolicyStore
  readonly settings: SettingStore
}

/** The row that a decision was made on has changed meanwhile. Load again, thrice at most. */
export class StaleError extends Error {
  readonly code = 'stale'
}
