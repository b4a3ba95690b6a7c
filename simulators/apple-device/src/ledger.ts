import type { Status } from './report.ts'

/** Something that really happened on the device. */
export type LedgerEvent =
  | { readonly what: 'authenticated' | 'enrolled' | 'token-updated' | 'checked-out' | 'profile-removed' }
  | { readonly what: 'fetched'; readonly commandUuid: string; readonly requestType: string }
  /** The command changed or read the device; a refused or postponed one never gets this entry. */
  | { readonly what: 'executed'; readonly commandUuid: string; readonly requestType: string }
  /** The server answered 200 to this report. */
  | { readonly what: 'reported'; readonly commandUuid: string; readonly status: Status }
  | { readonly what: 'passcode-removed'; readonly commandUuid: string }
  | { readonly what: 'passcode-set' | 'wrong-passcode' | 'unlocked' | 'locked' | 'erased' | 'unlock-token-changed' }
  | { readonly what: 'turned-on' | 'turned-off' | 'network-on' | 'network-off' }

/** One line of the ledger, which is only ever added to: the truth that tests compare the server with. */
export type LedgerEntry = LedgerEvent & { readonly at: string }
