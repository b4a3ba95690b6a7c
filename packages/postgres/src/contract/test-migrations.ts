import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMigrations } from '../migrate/files.ts'
import type { Migration } from '../migrate/files.ts'
import { migrate, pending } from '../migrate/migrate.ts'
import type { TestDatabase } from '../test/test-kit.ts'

const known = readMigrations()
const next = (sql: string): Migration => ({ name: '9999-next', sql, checksum: sql })

export function migrationContract(open: () => Promise<TestDatabase>): void {
  let own: TestDatabase
  beforeAll(async () => {
    own = await open()
  }, 60_000)
  afterAll(() => own.drop())
  const run = (migrations: readonly Migration[]) => migrate(own.database.engine, migrations)

  test('done once, nothing is pending and nothing is done again', async () => {
    expect(await own.database.pendingMigrations()).toEqual([])
    expect(await own.database.migrate()).toEqual({ applied: [] })
  })

  test('a migration that is not what the database was made with is refused', async () => {
    const changed = known.map((migration) => ({ ...migration, checksum: 'another' }))
    await expect(run(changed)).rejects.toMatchObject({ code: 'migration-changed' })
  })

  test('one that fails half-way leaves nothing, and can be repaired', async () => {
    const broken = next('create table halfway (id integer); create table halfway (id integer)')
    await expect(run([...known, broken])).rejects.toMatchObject({ code: '42P07' })
    const { rows } = await own.database.engine.query(`select to_regclass('halfway') as found`)
    expect(rows).toEqual([{ found: null }])
    expect(await own.database.clock()).toBeInstanceOf(Date)
  })

  test('two at once both succeed, and one of them does it; then an older version refuses', async () => {
    const newer = [...known, next('create table newer (id integer)')]
    const pendingNow = await own.database.engine.session((session) => pending(session, newer))
    expect(pendingNow.map(({ name }) => name)).toEqual(['9999-next'])
    const applied = await Promise.all([run(newer), run(newer), run(newer)])
    expect(applied.flat()).toEqual(['9999-next'])
    await expect(own.database.migrate()).rejects.toMatchObject({ code: 'database-newer' })
    await expect(own.database.pendingMigrations()).rejects.toMatchObject({ code: 'database-newer' })
  })
}
