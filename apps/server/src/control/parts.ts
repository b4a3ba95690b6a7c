import type { Actor, Database } from '@latchkey/domain'
import type { HouseRules } from '../acts/house-rules.ts'
import type { Config, DatabaseConfig } from '../config.ts'
import type { Log } from '../parts.ts'

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

/** What a command may touch on the server. */
export type ControlParts = {
  readonly database: ControlDatabase
  readonly house: HouseRules
  readonly config: Pick<Config, 'apnsUrl' | 'portalFolder' | 'roles' | 'provider'>
  /** The authority that devices' certificates come from, DER. */
  readonly deviceCa: Uint8Array
  readonly log: Log
}

/** Opens a database; compose.ts knows which one there is. */
export type OpenDatabaseHere = (
  config: DatabaseConfig,
) => Promise<ControlDatabase & { migrate(): Promise<{ readonly applied: readonly string[] }> }>
