import { assertServer } from './engine/durable.ts'
import { postgresEngine } from './engine/postgres-engine.ts'
import { DatabaseError } from './errors.ts'
import { openOn } from './open-database.ts'
import type { DatabaseLog, OpenDatabase, Tuning } from './open-database.ts'

export type PostgresOptions = {
  readonly url: string
  /** A direct connection for notifications where a pooler stands between. */
  readonly listenUrl?: string
  readonly poolSize?: number
  readonly log?: DatabaseLog
}

const quiet: DatabaseLog = { warn: () => undefined }

/**
 * Opens a database on PostgreSQL 15 or newer. Throws `DatabaseError` when it is older, does not keep what it
 * acknowledges, or does not answer.
 */
export async function openPostgres(options: PostgresOptions, tuning?: Tuning): Promise<OpenDatabase> {
  const { url, listenUrl = url, poolSize = 10, log = quiet } = options
  const lost = (error: Error) => log.warn({ error: error.message }, 'A database connection was lost')
  const engine = postgresEngine({ url, listenUrl, poolSize, lost })
  try {
    await assertServer(engine)
  } catch (error) {
    await engine.close()
    if (error instanceof DatabaseError && error.code !== 'database-busy') throw error
    throw new DatabaseError('database-unreachable', 'PostgreSQL does not answer, or does not let us in', {
      cause: error,
    })
  }
  return openOn(engine, 'postgres', log, tuning)
}
