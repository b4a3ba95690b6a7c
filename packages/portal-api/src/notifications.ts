import { z } from 'zod'
import { Id, Instant } from './words.ts'

export const Notification = z.object({
  id: Id,
  kind: z.enum([
    'reset-done-removed',
    'reset-done-temporary',
    'reset-failed',
    'reset-not-supported',
    'reset-expired',
    'reset-unknown',
    'reset-cancelled',
    'sign-in-by-another-account',
  ]),
  deviceId: Id.nullable(),
  deviceName: z.string().nullable(),
  requestId: Id.nullable(),
  createdAt: Instant,
  readAt: Instant.nullable(),
})
export const Notifications = z.object({ notifications: z.array(Notification), unread: z.number().int() })
/** POST /api/notifications/read */
export const ReadNotifications = z.object({ ids: z.array(Id).max(100) })
export type Notification = z.infer<typeof Notification>
export type Notifications = z.infer<typeof Notifications>
export type ReadNotifications = z.infer<typeof ReadNotifications>
