import type { Act, Ownership } from '../words.ts'

/** One cell of the policy table: what the organisation says of an act. */
export type PolicyCell = {
  readonly verdict: 'allowed' | 'approval' | 'off'
  /** Minutes between confirmation and sending, in which the holder may cancel. */
  readonly holdMinutes: number
}

type Row = Readonly<Record<Ownership, PolicyCell>>

const allowed: PolicyCell = { verdict: 'allowed', holdMinutes: 0 }
const off: PolicyCell = { verdict: 'off', holdMinutes: 0 }
const allowedAfterHold: PolicyCell = { verdict: 'allowed', holdMinutes: 10 }
const approval: PolicyCell = { verdict: 'approval', holdMinutes: 0 }

/** What holds where the database has no row: the defaults of the product's policy table, for holders. */
export const defaultPolicy: Readonly<Record<Act, Row>> = {
  rename: { personal: allowed, corporate: allowed },
  'check-status': { personal: allowed, corporate: allowed },
  'remote-lock': { personal: allowed, corporate: allowed },
  'mark-lost': { personal: allowed, corporate: allowed },
  'report-found': { personal: allowed, corporate: allowed },
  'reset-passcode': { personal: allowed, corporate: allowed },
  'show-recovery-key': { personal: allowed, corporate: allowed },
  remove: { personal: allowedAfterHold, corporate: off },
  'factory-reset': { personal: allowedAfterHold, corporate: approval },
}
