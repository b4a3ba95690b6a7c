import type { Confirmation } from './confirmations/confirmation.ts'
import type { Device, Enrolment } from './devices/device.ts'
import type { AnnouncedTopic, AuditEvent, Effect, NotificationKind } from './effects.ts'
import type { Person } from './people/person.ts'
import type { PolicyCell } from './policy/policy.ts'
import type { Command, CommandKind } from './requests/command.ts'
import type { Request, RequestState } from './requests/request.ts'
import type { Act, Channel, EnrolmentKind, Form, Language, Ownership, Platform, Role } from './words.ts'

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

export interface PeopleStore {
  byId(id: string): Promise<Person | null>
  bySubject(issuer: string, subject: string): Promise<Person | null>
  byEmail(email: string): Promise<Person | null>
  add(person: NewPerson): Promise<Person>
  /** Names and language follow the provider at each sign-in; issuer and subject never change here. */
  update(
    id: string,
    fields: { readonly name?: string; readonly email?: string; readonly language?: Language },
  ): Promise<void>
}
export type NewPerson = {
  readonly issuer: string | null
  readonly subject: string | null
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly language?: Language | null
}

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

/** One-time permission to enrol: says whose device arrives under which certificate. */
export type Invitation = {
  readonly id: string
  readonly personId: string
  readonly ownership: Ownership
  readonly channel: Channel
  readonly signedInOnDevice: boolean
  readonly usedAt: Date | null
}

export interface EnrolmentStore {
  invite(invitation: {
    readonly personId: string
    readonly ownership: Ownership
    readonly channel: Channel
    readonly certificateHash: Uint8Array
    readonly signedInOnDevice: boolean
    /** Minutes from now. */
    readonly life: number
  }): Promise<Invitation>
  /** The unused, unexpired invitation for this certificate, locked. */
  invitationFor(certificateHash: Uint8Array): Promise<Invitation | null>
  /** The enrolment (any state) that this certificate is pinned to, locked, newest first. */
  byCertificate(certificateHash: Uint8Array): Promise<PinnedEnrolment | null>
  /** The enrolment that is not ended for this channel id (UDID or EnrollmentID), locked. */
  byChannelId(channel: Channel, channelId: string): Promise<PinnedEnrolment | null>
  /**
   * First introduction: makes device and enrolment (generation 1), state `waiting`, and uses the invitation up.
   * A device of the same person with the same channel id gets its next generation instead.
   */
  introduce(introduction: Introduction): Promise<Enrolment>
  /** The same enrolment introduces itself again (a replaced profile): next generation, `waiting`, its unlock token set aside. */
  introduceAgain(enrolmentId: string, introduction: Pick<Introduction, 'topic' | 'facts'>): Promise<Enrolment>
  /** TokenUpdate: push address, and the unlock token when one came; absent keeps the present one. State becomes `enrolled`. */
  updatePush(
    enrolmentId: string,
    push: PushAddress,
    unlockToken: SealedToken | null,
  ): Promise<{ readonly firstTime: boolean }>
  /** CheckOut or removal: state `ended`, unlock tokens erased. */
  end(enrolmentId: string): Promise<void>
  /** An unlock token set aside before the present one, not erased yet. */
  hasPreviousToken(enrolmentId: string): Promise<boolean>
  /** The channel of an enrolment that has not ended. */
  channelOf(enrolmentId: string): Promise<Channel | null>
  /** Where to ring; null when it is not enrolled or its push is dead. */
  pushAddress(enrolmentId: string): Promise<PushAddress | null>
  /** `since` older than the last TokenUpdate is ignored. */
  markPushDead(enrolmentId: string, since: Date): Promise<void>
  /** Backdates for seeds: the demo's devices count as enrolled `days` ago. */
  backdate(enrolmentId: string, days: number): Promise<void>
}
export type PinnedEnrolment = Enrolment & {
  readonly channelId: string
  readonly certificateHash: Uint8Array
  readonly topic: string
  readonly personId: string | null
}
export type Introduction = {
  readonly invitationId: string
  readonly personId: string
  readonly channel: Channel
  readonly kind: EnrolmentKind
  readonly channelId: string
  readonly certificateHash: Uint8Array
  readonly topic: string
  readonly facts: {
    readonly platform: Platform
    readonly form: Form
    readonly maker: string
    readonly model: string
    readonly name: string
    readonly osVersion: string
    readonly serial: string | null
    readonly shared: boolean
  }
}
export type PushAddress = { readonly token: Uint8Array; readonly magic: string; readonly topic: string }
/** A sealed unlock token and its keyed fingerprint (HMAC), by which "changed" is told without opening it. */
export type SealedToken = { readonly sealed: Uint8Array; readonly fingerprint: Uint8Array }

/** Single statements of the devices' hot path. */
export interface CheckIns {
  /** Who is this certificate, and is anything waiting? One statement; writes nothing. */
  poll(certificateHash: Uint8Array): Promise<CheckInEnrolment | null>
  /**
   * Takes the next command and commits its hand-over (command and request) before it returns; one statement.
   * Only commands of this enrolment whose request is open, not held and not past its unsent life.
   * After an Idle also what was put off by NotNow, and a clear-passcode handed over earlier without a report (its
   * connection broke): at most twice more.
   */
  handOver(enrolmentId: string, options: { readonly afterIdle: boolean }): Promise<HandedOver | null>
  /** Last seen, written in batches: seconds old is fine. */
  seen(enrolmentIds: readonly string[]): Promise<void>
}
export type CheckInEnrolment = {
  readonly enrolmentId: string
  readonly deviceId: string
  readonly channelId: string
  readonly state: Enrolment['state']
  readonly waiting: boolean
}
export type HandedOver = {
  readonly commandId: string
  readonly requestId: string | null
  readonly deviceId: string
  readonly kind: CommandKind
  /** The sealed unlock token that fits (or the one before it), for clear-passcode. */
  readonly sealedToken: Uint8Array | null
  readonly timesHandedOver: number
}

export interface SessionStore {
  start(session: NewSession): Promise<void>
  /** A live session (not ended, not idle or old beyond its limits) with its person; null otherwise. Does not touch it. */
  live(idHash: Uint8Array): Promise<LiveSession | null>
  /** Moves the idle limit; at most one write a minute. */
  touch(idHash: Uint8Array): Promise<void>
  end(idHash: Uint8Array, why: 'signed-out' | 'confirmation' | 'another-account' | 'expired'): Promise<void>
}
export type NewSession = {
  readonly idHash: Uint8Array
  readonly personId: string
  readonly borrowed: boolean
  /** Seconds; null when the provider gave none. */
  readonly authTime: number | null
  readonly acr: string | null
  readonly amr: readonly string[]
  readonly confirmationId: string | null
  /** Sealed ID token, for the provider's end-session; null when not kept. */
  readonly sealedIdToken: Uint8Array | null
}
export type LiveSession = {
  readonly idHash: Uint8Array
  readonly person: Person
  readonly borrowed: boolean
  readonly authTime: number | null
  readonly acr: string | null
  readonly amr: readonly string[]
  readonly confirmationId: string | null
  readonly sealedIdToken: Uint8Array | null
  readonly startedAt: Date
  /** The session ends then without a touch. */
  readonly idleUntil: Date
  readonly absoluteUntil: Date
}

/** A sign-in under way: between the redirect to the provider and its callback. Bound to the browser by a cookie. */
export interface SignInStore {
  begin(signIn: PendingSignIn): Promise<void>
  /** Takes it away (one use) when state and browser cookie both match and it is younger than 10 minutes. */
  take(stateHash: Uint8Array, browserHash: Uint8Array): Promise<PendingSignIn | null>
}
export type PendingSignIn = {
  readonly stateHash: Uint8Array
  readonly browserHash: Uint8Array
  readonly nonce: string
  readonly codeVerifier: string
  readonly returnTo: string
  readonly borrowed: boolean
  readonly confirmationId: string | null
}

export interface ConfirmationStore {
  ask(confirmation: {
    readonly id: string
    readonly personId: string
    readonly issuer: string
    readonly subject: string
    readonly deviceId: string
    readonly act: Act
    readonly endedSessionAuthTime: number | null
    readonly cookieHash: Uint8Array
    readonly language: Language | null
  }): Promise<Confirmation>
  /** Locked. */
  byId(id: string): Promise<Confirmation | null>
  /** The intent that this browser's cookie stands for. */
  byCookie(cookieHash: Uint8Array): Promise<Confirmation | null>
  verify(id: string, sessionHash: Uint8Array): Promise<void>
  fail(id: string, state: 'failed' | 'expired' | 'cancelled', failure: string): Promise<void>
}

export interface RequestStore {
  byId(id: string, options?: { readonly lock?: boolean }): Promise<Request | null>
  /** The request if this person asked it or holds its device. */
  visibleTo(personId: string, id: string): Promise<Request | null>
  openFor(deviceId: string, act: Act): Promise<Request | null>
  openOfDevice(deviceId: string): Promise<readonly Request[]>
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
  /** Called channels: takes one queued command for delivery, marking attempt and sealed passcode before the call. */
  beginDelivery(commandId: string, sealedPasscode: Uint8Array | null): Promise<boolean>
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

export type Notification = {
  readonly id: string
  readonly kind: NotificationKind
  readonly deviceId: string | null
  readonly deviceName: string | null
  readonly requestId: string | null
  readonly createdAt: Date
  readonly readAt: Date | null
}
export interface NotificationStore {
  /** Newest first. */
  of(personId: string, limit: number): Promise<readonly Notification[]>
  unread(personId: string): Promise<number>
  markRead(personId: string, ids: readonly string[]): Promise<void>
}

export type ActivityEntry = {
  readonly id: string
  readonly at: Date
  readonly what: AuditEvent['what']
  readonly byHolder: boolean
  readonly byKind: 'person' | 'device' | 'system'
  readonly deviceId: string | null
  readonly requestId: string | null
  readonly detail: AuditEvent['detail']
}
export interface AuditStore {
  /** What anyone did or saw on this person's devices, newest first. */
  activityOf(
    personId: string,
    options: { readonly deviceId?: string; readonly limit: number },
  ): Promise<readonly ActivityEntry[]>
}

export interface PolicyStore {
  /** The cell in force; the product's default where the database says nothing. */
  cell(act: Act, ownership: Ownership): Promise<PolicyCell>
}

export interface SettingStore {
  get(key: string): Promise<string | null>
  /** Sets once; returns what stands there afterwards. */
  setOnce(key: string, value: string): Promise<string>
  set(key: string, value: string): Promise<void>
}

export type { RequestState }
