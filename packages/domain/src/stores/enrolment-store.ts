import type { Enrolment } from '../devices/device.ts'
import type { Channel, EnrolmentKind, Form, Ownership, Platform } from '../words.ts'

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
  /** The enrolment (any state) that this certificate is pinned to, newest first; its device locked. */
  byCertificate(certificateHash: Uint8Array): Promise<PinnedEnrolment | null>
  /** The enrolment that is not ended for this channel id (UDID or EnrollmentID); its device locked. */
  byChannelId(channel: Channel, channelId: string): Promise<PinnedEnrolment | null>
  /**
   * First introduction: makes device and enrolment (generation 1), state `waiting`, and uses the invitation up.
   * A device of the same person with the same channel id gets its next generation instead.
   */
  introduce(introduction: Introduction): Promise<Enrolment>
  /**
   * The same enrolment introduces itself again (a replaced profile): next generation, `waiting`, its unlock token set
   * aside, what was waiting for the device gone to the history.
   */
  introduceAgain(enrolmentId: string, introduction: Pick<Introduction, 'topic' | 'facts'>): Promise<Enrolment>
  /** TokenUpdate: push address, and the unlock token when one came; absent keeps the present one. State becomes `enrolled`. */
  updatePush(
    enrolmentId: string,
    push: PushAddress,
    unlockToken: SealedToken | null,
  ): Promise<{ readonly firstTime: boolean }>
  /** CheckOut or removal: state `ended`, unlock tokens erased, what was waiting for the device gone to the history. */
  end(enrolmentId: string): Promise<void>
  /** Notes an accepted check-in by the hash of its bytes, and tells whether this certificate has said it before. */
  noteCheckIn(certificateHash: Uint8Array, messageHash: Uint8Array): Promise<CheckInHeard>
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
/** `latest`: the very message that was taken last; `earlier`: another one was taken since. */
export type CheckInHeard = 'new' | 'latest' | 'earlier'
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
