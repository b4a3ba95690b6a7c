import { z } from 'zod'
import { Act, Id, Instant } from './words.ts'

export const RequestState = z.enum([
  'awaiting-approval',
  'approved',
  'held',
  'queued',
  'handed-over',
  'accepted',
  'done',
  'failed',
  'not-supported',
  'cancelled',
  'expired',
  'unknown',
])

export const FailureCode = z.enum([
  'key-no-longer-fits',
  'in-lost-mode',
  'not-permitted',
  'not-understood',
  'device-locked',
  'device-refused',
])

export const Outcome = z.discriminatedUnion('result', [
  z.object({ result: z.literal('removed') }),
  z.object({ result: z.literal('temporary-passcode') }),
  z.object({ result: z.literal('acknowledged') }),
  z.object({ result: z.enum(['failed', 'not-supported']), code: FailureCode }),
  z.object({
    result: z.literal('cancelled'),
    by: z.enum(['holder', 'support', 'enrolment-ended', 'another-act', 'marked-lost']),
  }),
  z.object({ result: z.literal('expired') }),
  z.object({ result: z.literal('unknown') }),
])

export const Request = z.object({
  id: Id,
  /** Eight characters to read out to support. */
  reference: z.string(),
  deviceId: Id,
  act: Act,
  state: RequestState,
  open: z.boolean(),
  /** Still possible to cancel: nothing has left for the device. */
  cancellable: z.boolean(),
  askedAt: Instant,
  unsentUntil: Instant,
  heldUntil: Instant.nullable(),
  handedOverAt: Instant.nullable(),
  settledAt: Instant.nullable(),
  outcome: Outcome.nullable(),
  late: z.boolean(),
})
export type RequestState = z.infer<typeof RequestState>
export type FailureCode = z.infer<typeof FailureCode>
export type Outcome = z.infer<typeof Outcome>
export type Request = z.infer<typeof Request>

/** POST /api/devices/:id/requests → 201, or 200 when a running one was joined. */
export const AskRequest = z.object({
  act: z.literal('reset-passcode'),
  /** The tick *I have this device with me*. */
  deviceInHand: z.boolean(),
})
export const AskedRequest = z.object({ request: Request, joined: z.boolean() })
export type AskRequest = z.infer<typeof AskRequest>
export type AskedRequest = z.infer<typeof AskedRequest>
