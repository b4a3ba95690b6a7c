import { z } from 'zod'
import { Act, Id, Instant } from './words.ts'

/** POST /api/sign-ins → where the browser goes next. */
export const BeginSignIn = z.object({ borrowed: z.boolean(), returnTo: z.string().max(500) })
export const Location = z.object({ location: z.string() })

/** POST /api/devices/:id/confirmations: signs out, and leads to the sign-in page. */
export const AskConfirmation = z.object({ act: z.enum(['reset-passcode', 'show-passcode']) })

/** GET /api/confirmation: the intent this browser began, if any. */
export const ConfirmationView = z.object({
  confirmation: z
    .object({
      state: z.enum(['asked', 'verified', 'consumed', 'failed', 'expired', 'cancelled']),
      act: z.union([Act, z.literal('show-passcode')]),
      deviceId: Id,
      /** Only for the person whose device it is. */
      deviceName: z.string().nullable(),
      /** When the sign-in (asked) or the dialog (verified) closes. */
      closesAt: Instant.nullable(),
    })
    .nullable(),
})
export type BeginSignIn = z.infer<typeof BeginSignIn>
export type Location = z.infer<typeof Location>
export type AskConfirmation = z.infer<typeof AskConfirmation>
export type ConfirmationView = z.infer<typeof ConfirmationView>
