import { z } from 'zod'
import { Instant, Language } from './words.ts'
import { Organisation } from './organisation.ts'

export const SignedIn = z.object({
  person: z.object({ id: z.string(), name: z.string(), email: z.string(), language: Language.nullable() }),
  borrowed: z.boolean(),
  /** Without a touch the session ends then; a warning is due two minutes before. */
  idleUntil: Instant,
  absoluteUntil: Instant,
  unreadNotifications: z.number().int(),
})

/**
 * What a page needs before its first paint. Rendered into index.html as `<script type="application/json" id="start">`,
 * and at GET /api/start for later. `now` is the database's clock: count down against it, not the browser's.
 */
export const Start = z.object({
  organisation: Organisation,
  /** `demo` shows the ribbon; `wall` and `mailbox` are its pages. */
  demo: z.object({ wall: z.string(), mailbox: z.string() }).nullable(),
  /** `one-factor`: said on the page wherever a guarded act is confirmed. */
  strength: z.enum(['unset', 'one-factor', 'strong']),
  version: z.string(),
  now: Instant,
  signedIn: SignedIn.nullable(),
})
export type SignedIn = z.infer<typeof SignedIn>
export type Start = z.infer<typeof Start>
