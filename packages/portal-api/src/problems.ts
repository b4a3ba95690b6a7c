import { z } from 'zod'

/** RFC 9457 problem details with a stable `code` and a reference that support can look up. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  reference: z.string(),
  /** What the code leaves open: the obstacle, the state of what runs. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
export type Problem = z.infer<typeof Problem>

/**
 * One line of GET /api/events (server-sent events, event `changed`): ids only; what it means is fetched.
 * Event `ended`: the session is over, go to the start page.
 */
export const Change = z.object({ topic: z.enum(['device', 'request', 'notifications', 'session']), id: z.string() })
export type Change = z.infer<typeof Change>
