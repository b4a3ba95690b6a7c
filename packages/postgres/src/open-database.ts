import type { Database } from '@latchkey/domain'
import { checkIns } from './check-ins/check-ins.ts'
import type { Connection, Engine } from './engine/engine.ts'
import { guarded } from './engine/guarded.ts'
import { DatabaseError } from './errors.ts'
import { enqueuer } from './jobs/enqueue.ts'
import { waitingJobs } from './jobs/waiting.ts'
import type { WaitingJobs } from './jobs/waiting.ts'
import { jobs } from './jobs/work.ts'
import { listenTo } from './listen.ts'
import { readMigrations } from './migrate/files.ts'
import { migrate, pending } from './migrate/migrate.ts'
import { clockOf, storesOn } from './stores/stores.ts'
import { queriesOn } from './engine/kysely.ts'
import { settingStore } from './stores/setting-store.ts'

/** A database belongs to the demo or to real devices from its first day on. */
export type Stamp = 'demo' | 'real'

/** An opened database; nothing but `checkStamp` and `migrate` works before it has been migrated. */
export type OpenDatabase = Database & {
  readonly kind: 'postgres' | 'embedded'
  /** Brings the tables to this version. Several processes may do so at once. Throws `DatabaseError`. */
  migrate(): Promise<{ readonly applied: readonly string[] }>
  /** Names of the migrations that `migrate` would apply. Throws `DatabaseError`. */
  pendingMigrations(): Promise<readonly string[]>
  /** Durable jobs that wait or are being done, by queue. */
  waitingJobs(): Promise<readonly WaitingJobs[]>
  /** Throws `DatabaseError` when the database carries the other stamp; changes nothing, works before `migrate` too. */
  checkStamp(stamp: Stamp): Promise<void>
  /** Stamps the database when it has no stamp yet; throws `DatabaseError` when it carries the other one. */
  stamp(stamp: Stamp): Promise<void>
  /** Single statements outside a transaction, for this package's own stores and tests. */
  readonly engine: Engine & { within(): Connection | null }
}

export type DatabaseLog = { warn(fields: object, message: string): void }

/** How long after an act, and after each further ring, a device is rung again, in seconds. */
export type Tuning = { readonly ringAgainAfter?: readonly number[] }

/** Puts a database together on an engine. */
export function openOn(plain: Engine, kind: OpenDatabase['kind'], log: DatabaseLog, tuning: Tuning = {}): OpenDatabase {
  const engine = guarded(plain)
  const migrations = readMigrations()
  const enqueue = enqueuer(engine, tuning.ringAgainAfter)
  const durable = jobs(engine, enqueue, (error) => log.warn({ error: error.message }, 'A durable job failed'))
  return {
    kind,
    engine,
    transaction: (work) => engine.transaction((connection) => work(storesOn(connection, enqueue))),
    checkIns: checkIns(engine),
    listen: (heard) => listenTo(engine, heard),
    jobs: durable,
    clock: () => clockOf(engine),
    migrate: async () => ({ applied: await migrate(engine, migrations) }),
    pendingMigrations: () =>
      engine.session(async (session) => (await pending(session, migrations)).map(({ name }) => name)),
    waitingJobs: () => waitingJobs(engine),
    async checkStamp(stamp) {
      const { rows } = await engine.query(`select to_regclass('setting') is not null as there`)
      if (rows[0]?.['there'] === true) judge((await settingStore(queriesOn(engine)).get('stamp')) ?? stamp, stamp)
    },
    async stamp(stamp) {
      judge(await settingStore(queriesOn(engine)).setOnce('stamp', stamp), stamp)
    },
    async close() {
      await durable.stop()
      await engine.close()
    },
  }
}

function judge(stands: string, stamp: Stamp): void {
  if (stands === stamp) return
  throw new DatabaseError('database-stamped-otherwise', `This database was made for ${stands} use, not ${stamp}`)
}
