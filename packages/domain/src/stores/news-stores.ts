import type { AuditEvent, NotificationKind } from '../effects.ts'
import type { PolicyCell } from '../policy/policy.ts'
import type { Act, Ownership } from '../words.ts'

export type Notification = {
  readonly id: string
  readonly kind: NotificationKind
  readonly deviceId: string | null
  readonly deviceName: string | null
  readonly requestId: string | null
  readonly createdAt: Date
  readonly readAt: Date | null
}
export interface NotificationStore {
  /** Newest first. */
  of(personId: string, limit: number): Promise<readonly Notification[]>
  unread(personId: string): Promise<number>
  markRead(personId: string, ids: readonly string[]): Promise<void>
}

export type ActivityEntry = {
  readonly id: string
  readonly at: Date
  readonly what: AuditEvent['what']
  readonly byHolder: boolean
  readonly byKind: 'person' | 'device' | 'system'
  readonly deviceId: string | null
  readonly requestId: string | null
  readonly detail: AuditEvent['detail']
}
export interface AuditStore {
  /** What anyone did or saw on this person's devices, newest first. */
  activityOf(
    personId: string,
    options: { readonly deviceId?: string; readonly limit: number },
  ): Promise<readonly ActivityEntry[]>
}

export interface PolicyStore {
  /** The cell in force; the product's default where the database says nothing. */
  cell(act: Act, ownership: Ownership): Promise<PolicyCell>
}

export interface SettingStore {
  get(key: string): Promise<string | null>
  /** Sets once; returns what stands there afterwards. */
  setOnce(key: string, value: string): Promise<string>
  set(key: string, value: string): Promise<void>
}
