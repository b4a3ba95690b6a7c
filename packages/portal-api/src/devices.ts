import { z } from 'zod'
import { Act, Form, Id, Instant, Ownership, Platform } from './words.ts'
import { Request } from './requests.ts'

export const ResetEffect = z.enum([
  'removed',
  'temporary-letters-and-digits',
  'temporary-digits',
  'temporary-by-phone',
  'temporary-digits-by-phone',
  'temporary-work-profile',
])

export const ResetObstacle = z.enum([
  'removed-from-management',
  'no-holder',
  'shared',
  'marked-lost',
  'off-by-policy',
  'mac',
  'windows-desktop',
  'user-enrolment',
  'shared-ipad',
  'android-too-new-for-agent',
  'android-7-managed',
  'work-profile-too-old',
  'enrolment-not-finished',
  'lost-mode',
  'no-unlock-token',
  'no-passcode',
  'silent',
  'recent-holder-change',
  'recent-enrolment',
  /** This organisation's administrator has not said what a strong sign-in is. */
  'strength-unset',
  /** No mail or push works, so nobody would be told. */
  'no-notices',
])

/** Will a reset work here, and if not why. */
export const Readiness = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('ready'), effect: ResetEffect }),
  z.object({
    verdict: z.literal('unsure'),
    effect: ResetEffect,
    doubt: z.enum(['not-known-until-tried', 'push-dead', 'not-seen-lately']),
  }),
  z.object({ verdict: z.literal('no'), obstacle: ResetObstacle }),
])

/** A command of the bar: usable, or shown with the reason why not. `not-yet`: this version can't do it yet. */
export const CommandState = z.object({
  act: Act,
  usable: z.boolean(),
  reason: z.enum(['not-yet', 'not-ready', 'off-by-policy', 'running']).nullable(),
})

export const DeviceTile = z.object({
  id: Id,
  name: z.string(),
  maker: z.string(),
  model: z.string(),
  form: Form,
  platform: Platform,
  /** Last four of the serial; shown where names repeat, and always in guarded dialogs. */
  lastFour: z.string().nullable(),
  ownership: Ownership,
  lastSeenAt: Instant.nullable(),
  readiness: Readiness,
  /** The open request, if one runs. */
  running: Request.nullable(),
})

/** Kinds of activity; texts are the portal's. */
export const ActivityEntry = z.object({
  id: z.string(),
  at: Instant,
  what: z.string(),
  by: z.enum(['you', 'someone', 'device', 'system']),
  deviceId: Id.nullable(),
  deviceName: z.string().nullable(),
  requestId: Id.nullable(),
  /** Settled requests: how. */
  result: z.string().nullable(),
})

export const Device = DeviceTile.extend({
  originalName: z.string(),
  osVersion: z.string(),
  lastCheckedAt: Instant.nullable(),
  passcodePresent: z.boolean().nullable(),
  enrolledAt: Instant.nullable(),
  /** Since when the key that a reset needs is held (Apple's unlock token). */
  keyHeldSince: Instant.nullable(),
  commands: z.array(CommandState),
  /** The last request for a passcode reset, open or settled within the last 24 h; what states 4 to 8 are drawn from. */
  lastReset: Request.nullable(),
  /** This session's accepted confirmation for this device: the confirm dialog opens by itself. */
  confirmation: z.object({ act: Act, closesAt: Instant }).nullable(),
  /** A temporary passcode is in force; `showable`: in this session, now, without signing in again. */
  temporaryPasscode: z.object({ until: Instant, showable: z.boolean(), requestId: Id }).nullable(),
  activity: z.array(ActivityEntry),
})

export const Devices = z.object({ devices: z.array(DeviceTile) })
export const Activity = z.object({ entries: z.array(ActivityEntry) })
export const Rename = z.object({ name: z.string().max(200) })
/** POST /api/devices/:id/passcode/show: never by GET, never cached. */
export const ShownPasscode = z.object({ passcode: z.string(), hideAfterSeconds: z.number().int() })

export type ResetEffect = z.infer<typeof ResetEffect>
export type ResetObstacle = z.infer<typeof ResetObstacle>
export type Readiness = z.infer<typeof Readiness>
export type CommandState = z.infer<typeof CommandState>
export type DeviceTile = z.infer<typeof DeviceTile>
export type ActivityEntry = z.infer<typeof ActivityEntry>
export type Device = z.infer<typeof Device>
export type Devices = z.infer<typeof Devices>
export type Activity = z.infer<typeof Activity>
export type ShownPasscode = z.infer<typeof ShownPasscode>
