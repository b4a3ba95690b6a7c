import type { DeviceError, Request, RequestState } from './requests/request.ts'
import type { Command, CommandEnding, CommandKind } from './requests/command.ts'
import type { Act } from './words.ts'

/**
 * What a decision writes. `Stores.commit` carries them out in one transaction; an effect that names what it expects
 * (`from`) and does not find it makes the whole commit fail as stale, and the act loads and decides again.
 */
export type Effect =
  | { readonly type: 'request-opened'; readonly request: Request }
  | { readonly type: 'request-moved'; readonly request: Request; readonly from: RequestState }
  | { readonly type: 'command-queued'; readonly command: NewCommand }
  | {
      readonly type: 'command-ended'
      readonly commandId: string
      readonly ending: CommandEnding
      readonly errors: readonly DeviceError[]
    }
  /** Back to the queue: after NotNow (offered in a later session), or once more with the previous unlock token. */
  | { readonly type: 'command-returned'; readonly commandId: string; readonly how: 'not-now' | 'previous-token' }
  /** Called channels. */
  | { readonly type: 'command-accepted'; readonly commandId: string; readonly operation: string }
  | { readonly type: 'commands-cancelled'; readonly requestId: string; readonly ending: CommandEnding }
  | { readonly type: 'confirmation-consumed'; readonly confirmationId: string }
  | { readonly type: 'device-renamed'; readonly deviceId: string; readonly name: string }
  | { readonly type: 'notified'; readonly notification: NewNotification }
  | { readonly type: 'audited'; readonly event: AuditEvent }
  /** Wakes the device after the commit: at once where the devices role runs, and durably by a job. */
  | { readonly type: 'wake'; readonly enrolmentId: string }
  /** Tells every page of this person that something of theirs changed (ids only). */
  | { readonly type: 'announced'; readonly personId: string; readonly topic: AnnouncedTopic; readonly id: string }
  /** A notice to the person's verified addresses, sent by a job within a minute. */
  | {
      readonly type: 'notice'
      readonly personId: string
      readonly notice: NoticeKind
      readonly requestId: string | null
    }

export type AnnouncedTopic = 'device' | 'request' | 'notifications' | 'session'

export type NewCommand = Pick<Command, 'id' | 'enrolmentId' | 'requestId' | 'kind'>

export type CredentialChange = 'credentials-set' | 'credentials-replaced' | 'recovery-code-used'
export type NoticeKind = 'act-asked' | 'act-settled' | 'sign-in-refused' | CredentialChange

export type NotificationKind =
  | 'reset-done-removed'
  | 'reset-done-temporary'
  | 'reset-failed'
  | 'reset-not-supported'
  | 'reset-expired'
  | 'reset-unknown'
  | 'reset-cancelled'
  | 'sign-in-by-another-account'

export type NewNotification = {
  readonly id: string
  readonly personId: string
  readonly deviceId: string | null
  readonly requestId: string | null
  readonly kind: NotificationKind
}

/** Who did it. An operator is the operating-system user at the command line. */
export type Actor =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'device' | 'system' }
  | { readonly kind: 'operator'; readonly uid: number }

/** A row of the audit log; people by their random number, no secret, no name. */
export type AuditEvent = {
  readonly actor: Actor
  readonly what:
    | Act
    | CredentialChange
    | 'signed-in'
    | 'signed-out'
    | 'sign-in-refused'
    | 'confirmation-asked'
    | 'confirmation-verified'
    | 'confirmation-refused'
    | 'request-asked'
    | 'request-cancelled'
    | 'request-settled'
    | 'command-handed-over'
    | 'passcode-shown'
    | 'passcode-erased'
    | 'device-introduced'
    | 'device-enrolled'
    | 'device-left'
    | 'check-in-refused'
    | 'person-invited'
    | 'person-claimed'
    | 'set-up-link-made'
    | 'person-disabled'
    | 'person-enabled'
    | 'role-changed'
    | 'device-transferred'
  readonly subjectPersonId: string | null
  readonly deviceId: string | null
  readonly requestId: string | null
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

export type { CommandKind }
