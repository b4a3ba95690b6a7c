import { DatabaseError, sqlFailure } from '../errors.ts'
import type { Connection, Engine } from '../engine/engine.ts'
import { installJobs } from '../jobs/install.ts'
import type { Migration } from './files.ts'

const lockKey = 6_522_801_397_263_361n
const lockNotAvailable = '55P03'
const tries = 5

/**
 * Brings the database to this version, forward only: one migration a transaction, under one lock, so that several
 * processes may start at once. Refuses a database that a newer version has written, or whose past differs from ours.
 */
export function migrate(engine: Engine, migrations: readonly Migration[]): Promise<readonly string[]> {
  return engine.session(async (session) => {
    await session.query('select pg_advisory_lock($1)', [lockKey.toString()])
    try {
      await session.query(table)
      const applied = []
      for (const migration of await pending(session, migrations)) {
        await applyPatiently(session, migration)
        applied.push(migration.name)
      }
      if (await installJobs(session)) applied.push('jobs')
      return applied
    } finally {
      await session.query('select pg_advisory_unlock($1)', [lockKey.toString()])
    }
  })
}

const table =
  'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp())'

/** What `migrate` would still apply; nothing is written. Errors as there. */
export async function pending(session: Connection, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const made = await session.query("select to_regclass('migration') is not null as made")
  if (made.rows[0]?.['made'] !== true) return migrations
  const { rows } = await session.query('select name, checksum from migration order by name')
  rows.forEach((row, index) => judge(row, migrations[index], migrations))
  return migrations.slice(rows.length)
}

function judge(
  applied: Readonly<Record<string, unknown>>,
  known: Migration | undefined,
  all: readonly Migration[],
): void {
  const name = String(applied['name'])
  if (known === undefined || !all.some((migration) => migration.name === name)) {
    throw new DatabaseError('database-newer', `A newer Latchkey has changed this database (${name}); use that version`)
  }
  if (known.name !== name || known.checksum !== applied['checksum']) {
    throw new DatabaseError('migration-changed', `Migration ${name} is not the one that this database was made with`)
  }
}

/** A busy table holds a migration up for 2 s at most; then others go first and it is tried again. */
async function applyPatiently(session: Connection, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await apply(session, migration)
    } catch (error) {
      if (sqlFailure(error)?.state !== lockNotAvailable) throw error
      if (attempt === tries) {
        throw new DatabaseError('migration-blocked', `Migration ${migration.name} waits for a table that is in use`, {
          cause: error,
        })
      }
    }
  }
}

async function apply(session: Connection, migration: Migration): Promise<void> {
  await session.query('begin')
  try {
    await session.query("set local lock_timeout = '2s'")
    await session.script(migration.sql)
    await session.query('insert into migration (name, checksum) values ($1, $2)', [migration.name, migration.checksum])
    await session.query('commit')
  } catch (error) {
    await session.query('rollback').catch(() => undefined)
    throw error
  }
}
