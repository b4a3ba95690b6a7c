import type { Act } from '../words.ts'

/** States of a request; the prose that binds them stands in life.ts. */
export type RequestState =
  | 'awaiting-approval'
  | 'approved'
  | 'held'
  | 'queued'
  | 'handed-over'
  | 'accepted'
  | 'done'
  | 'failed'
  | 'not-supported'
  | 'cancelled'
  | 'expired'
  | 'unknown'

/** How a request ended. `code` is stable; texts are the portal's. */
export type Outcome =
  | { readonly result: 'removed' }
  | { readonly result: 'temporary-passcode' }
  | { readonly result: 'acknowledged' }
  | { readonly result: 'failed' | 'not-supported'; readonly code: FailureCode; readonly device: readonly DeviceError[] }
  | {
      readonly result: 'cancelled'
      readonly by: 'holder' | 'support' | 'enrolment-ended' | 'another-act' | 'marked-lost'
    }
  | { readonly result: 'expired' }
  | { readonly result: 'unknown' }

/** Why a device refused, in our words; device texts never reach the page raw. */
export type FailureCode =
  'key-no-longer-fits' | 'in-lost-mode' | 'not-permitted' | 'not-understood' | 'device-locked' | 'device-refused'

/** One link of a device's error chain, as reported. */
export type DeviceError = { readonly domain: string; readonly code: number }

export type Request = {
  readonly id: string
  /** Eight characters that a person can read out to support. */
  readonly reference: string
  readonly deviceId: string
  readonly enrolmentId: string
  readonly personId: string
  readonly act: Act
  readonly state: RequestState
  readonly askedAt: Date
  /** Unsent past this: expired. */
  readonly unsentUntil: Date
  /** Not handed over before this; null without a hold. */
  readonly heldUntil: Date | null
  readonly handedOverAt: Date | null
  readonly settledAt: Date | null
  readonly outcome: Outcome | null
  /** The report came after the request had been closed as unknown. */
  readonly late: boolean
  readonly confirmationId: string | null
}
