import type { CommandKind, Database, DeviceError, DeviceFacts, Outcome, Secret } from '@latchkey/domain'
import type { FastifyPluginAsync } from 'fastify'

/*
 * The seams inside the server: what compose.ts hands to each room. A room asks for the narrowest of these it needs.
 */

/** Structured log; never given a secret, a body, or anything personal above debug. */
export type Log = {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What a sealed secret is for; each purpose has its own key pair, and a role holds only the private keys it needs. */
export type SealPurpose = 'unlock-token' | 'temporary-passcode' | 'session' | 'second-factor' | 'device-ca' | 'push-key'

/** Seals secrets for the database. `context` is bound in (table|row|field): a ciphertext moved elsewhere does not open. */
export interface Keyring {
  seal(purpose: SealPurpose, context: string, plain: Uint8Array): Uint8Array
  /** Throws `SealError` when it does not open. */
  open(purpose: SealPurpose, context: string, sealed: Uint8Array): Secret<Uint8Array>
  /** Keyed fingerprint (HMAC-SHA-256, 32 bytes): equality without opening. */
  fingerprint(purpose: SealPurpose, plain: Uint8Array): Uint8Array
}

/** What a device (or a cloud) said of one command, in the domain's words. */
export type DeviceReport = {
  readonly enrolmentId: string
  readonly commandId: string
  readonly said:
    | { readonly type: 'done'; readonly outcome: Outcome }
    | { readonly type: 'refused'; readonly outcome: Extract<Outcome, { result: 'failed' | 'not-supported' }> }
    /** Our own bug: the device could not read the command. Ends it, never retried. */
    | { readonly type: 'not-understood'; readonly errors: readonly DeviceError[] }
    | { readonly type: 'not-now' }
    /** The escrowed key did not fit: tried once with the one before it, else it is the refusal given. */
    | { readonly type: 'key-refused'; readonly outcome: Extract<Outcome, { result: 'failed' | 'not-supported' }> }
  /** Facts that came with the report. */
  readonly facts: DeviceFacts | null
}

/** Brings a report into the life of its request: one transaction; duplicates and strangers are no-ops. */
export type Settle = (report: DeviceReport) => Promise<void>

/** A fetched channel as compose sees it: its routes for devices, and its bell. */
export interface FetchedChannel {
  readonly routes: FastifyPluginAsync
  /** Rings the device if it has something waiting; resolves when the push service took it or said no. */
  ring(enrolmentId: string): Promise<void>
  close(): Promise<void>
}

export type ChannelParts = {
  readonly database: Database
  readonly keyring: Keyring
  readonly settle: Settle
  readonly log: Log
}

/**
 * A called channel: a cloud service that tells the device. A call without an answer is in doubt, and only `reconcile`
 * may move it; the same command is never delivered twice.
 */
export interface CalledChannel {
  /** Gives one command to the cloud; resolves with the operation's name once the cloud has taken it. */
  deliver(command: DeliveredCommand): Promise<{ readonly operation: string }>
  /** Asks the cloud what became of a command; null while it is under way or not known. */
  reconcile(command: { readonly id: string; readonly operation: string | null }): Promise<DeviceReport['said'] | null>
}

export type DeliveredCommand = {
  readonly id: string
  readonly enrolmentId: string
  readonly kind: CommandKind
  readonly passcode: Secret<string> | null
}
