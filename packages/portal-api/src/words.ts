import { z } from 'zod'

export const Act = z.enum([
  'rename',
  'remove',
  'reset-passcode',
  'remote-lock',
  'factory-reset',
  'check-status',
  'show-recovery-key',
  'mark-lost',
  'report-found',
])
export const Language = z.enum(['en', 'fr'])
export const Form = z.enum(['phone', 'tablet', 'laptop', 'desktop'])
export const Platform = z.enum(['ios', 'ipados', 'macos', 'android', 'windows-mobile', 'windows-phone', 'windows'])
export const Ownership = z.enum(['personal', 'corporate'])
/** ISO 8601, UTC. */
export const Instant = z.iso.datetime()
export const Id = z.uuid()

export type Act = z.infer<typeof Act>
export type Language = z.infer<typeof Language>
export type Form = z.infer<typeof Form>
export type Platform = z.infer<typeof Platform>
export type Ownership = z.infer<typeof Ownership>
