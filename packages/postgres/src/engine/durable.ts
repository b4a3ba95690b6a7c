import { DatabaseError } from '../errors.ts'
import type { Connection } from './engine.ts'

const oldest = 150_000

/**
 * Refuses a server that is too old, or that may forget what it has acknowledged.
 * @see https://www.postgresql.org/docs/15/runtime-config-wal.html
 */
export async function assertServer(connection: Connection): Promise<void> {
  const version = Number(await shown(connection, 'server_version_num'))
  if (!(version >= oldest)) {
    throw new DatabaseError('database-too-old', `PostgreSQL 15 or newer is needed; this one says ${version}`)
  }
  const commit = await shown(connection, 'synchronous_commit')
  if (commit !== 'on' && !commit.startsWith('remote_')) throw notDurable('synchronous_commit', commit)
  for (const setting of ['fsync', 'full_page_writes']) {
    const value = await shown(connection, setting)
    if (value !== 'on') throw notDurable(setting, value)
  }
}

async function shown(connection: Connection, setting: string): Promise<string> {
  const { rows } = await connection.query('select current_setting($1) as value', [setting])
  return String(rows[0]?.['value'])
}

function notDurable(setting: string, value: string): DatabaseError {
  return new DatabaseError(
    'database-not-durable',
    `PostgreSQL may lose what it acknowledged: ${setting} is ${value}; set it to on`,
  )
}
