import type { Enrolment } from '../devices/device.ts'
import type { CommandKind } from '../requests/command.ts'

/** Single statements of the devices' hot path. */
export interface CheckIns {
  /** Who is this certificate, and is anything waiting? One statement; writes nothing. */
  poll(certificateHash: Uint8Array): Promise<CheckInEnrolment | null>
  /**
   * Takes the next command and commits its hand-over (command and request) before it returns; one statement.
   * Only commands of this enrolment whose request is open, not held and not past its unsent life.
   * After an Idle also what was put off by NotNow, and a clear-passcode or device-information handed over earlier
   * without a report (its connection broke): at most twice more.
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
