import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import pg from 'pg'
import { expect, test } from 'vitest'
import { readMigrations } from './migrate/files.ts'
import { openPostgres } from './open-postgres.ts'
import { databaseAddress } from './test/postgres-template.ts'

const server = process.env['LATCHKEY_TEST_DATABASE_URL'] ?? ''

test('a server that is not there is told by name, without its address', async () => {
  const url = `postgresql://somebody:secret@/nowhere?host=${encodeURIComponent(tmpdir())}&port=1`
  const failure: unknown = await openPostgres({ url }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'database-unreachable' })
  expect(String(failure)).not.toContain('secret')
})

test('two processes that find an empty database at once: both come up, one has made the tables', async () => {
  const name = `latchkey_test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = databaseAddress(server, name)
  const both = [await openPostgres({ url }), await openPostgres({ url })]
  try {
    const applied = await Promise.all(both.map((database) => database.migrate()))
    const all = [...readMigrations().map((migration) => migration.name), 'jobs']
    expect(applied.map((one) => one.applied).sort((one, other) => one.length - other.length)).toEqual([[], all])
    for (const database of both) expect(await database.pendingMigrations()).toEqual([])
  } finally {
    for (const database of both) await database.close()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
}, 30_000)

test('the connection that listens comes back after it was cut, and hears again', async () => {
  const name = `latchkey_test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const lost = Promise.withResolvers<void>()
  const database = await openPostgres({ url: databaseAddress(server, name), log: { warn: () => lost.resolve() } })
  try {
    const heard = Promise.withResolvers<string>()
    await database.engine.listen('latchkey', heard.resolve)
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'latchkey-listen' and datname = $1`,
      [name],
    )
    await lost.promise
    const listening = async () => {
      const { rows } = await admin.query(
        `select from pg_stat_activity
         where application_name = 'latchkey-listen' and datname = $1 and state = 'idle' and query like 'listen%'`,
        [name],
      )
      return rows.length === 1
    }
    while (!(await listening()));
    await database.engine.query(`select pg_notify('latchkey', 'back')`)
    expect(await heard.promise).toBe('back')
  } finally {
    await database.close()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
}, 30_000)
