/** What a channel sends to a device. Secrets are never part of it; they are put in at hand-over. */
export type CommandKind = 'clear-passcode' | 'device-information' | 'reset-passcode'

export type CommandState =
  | 'queued'
  | 'handed-over'
  /** The device could not then; to be offered again in a later session. */
  | 'not-now'
  /** Called channels: the cloud has named an operation. */
  | 'accepted'

export type Command = {
  readonly id: string
  readonly enrolmentId: string
  /** null for our own questions (an inventory). */
  readonly requestId: string | null
  readonly kind: CommandKind
  readonly state: CommandState
  readonly createdAt: Date
  readonly handedOverAt: Date | null
  readonly timesHandedOver: number
  /** The fitting unlock token has failed once and the one before it is to be tried (Apple's error 5013). */
  readonly usePreviousToken: boolean
  /** Called channels: the operation's name at the cloud. */
  readonly operation: string | null
}

/** How a command ended, for the history. */
export type CommandEnding = 'acknowledged' | 'error' | 'format-error' | 'cancelled' | 'expired' | 'unknown'
