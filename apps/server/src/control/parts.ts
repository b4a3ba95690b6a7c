import type { Actor, Database } from '@latchkey/domain'
import type { AccountStore } from '@latchkey/identity-provider'
import type { HouseRules } from '../acts/house-rules.ts'
import type { Config, DatabaseConfig } from '../config.ts'
import type { Log } from '../parts.ts'
import type { CreatedLink } from '../sign-in/set-up-link.ts'

/** Who is at the command line: the operating-system user that owns the control socket. */
export type Operator = Extract<Actor, { kind: 'operator' }>

/** What the commands need of the database beyond what acts need. */
export type ControlDatabase = Database & {
  readonly kind: 'postgres' | 'embedded'
  pendingMigrations(): Promise<readonly string[]>
  /** Durable jobs that wait or are being done, by queue. */
  waitingJobs(): Promise<readonly WaitingJobs[]>
}
export type WaitingJobs = { readonly queue: string; readonly waiting: number; readonly oldest: Date | null }

/** Accounts of the embedded provider, as far as commands make them. */
export type EmbeddedAccounts = {
  readonly issuer: string
  readonly accounts: Pick<AccountStore, 'byEmail' | 'add'>
  /** A one-time link to set this account up. Never logged. */
  readonly createLink: (subject: string) => Promise<Pick<CreatedLink, 'url' | 'expiresAt'>>
}

/** What a command may touch on the server. */
export type ControlParts = {
  readonly database: ControlDatabase
  readonly house: HouseRules
  readonly config: Pick<Config, 'apnsUrl' | 'portalFolder' | 'roles'>
  /** null: people sign in at another provider. */
  readonly embedded: EmbeddedAccounts | null
  /** The authority that devices' certificates come from, DER. */
  readonly deviceCa: Uint8Array
  readonly log: Log
}

/** Opens a database; compose.ts knows which one there is. */
export type OpenDatabaseHere = (config: DatabaseConfig) => Promise<
  ControlDatabase & {
    checkStamp(stamp: 'demo' | 'real'): Promise<void>
    migrate(): Promise<{ readonly applied: readonly string[] }>
  }
>
