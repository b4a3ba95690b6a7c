import { z } from 'zod'

/** What may be shown to anybody: name, colour, and whom to call. */
export const Contact = z.object({
  name: z.string().max(40).nullable(),
  phone: z.string().max(20).nullable(),
  email: z.string().max(40).nullable(),
  websiteName: z.string().max(40).nullable(),
  websiteUrl: z.string().max(150).nullable(),
  note: z.string().max(120).nullable(),
})
export const Organisation = z.object({
  name: z.string().max(40),
  /** `#rrggbb`; every tint is derived from it. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  logoUrl: z.string().nullable(),
  privacyUrl: z.string().nullable(),
  contact: Contact,
})
export type Contact = z.infer<typeof Contact>
export type Organisation = z.infer<typeof Organisation>
