import type { Tuning } from '../open-database.ts'
import type { OpenDatabase } from '../open-database.ts'
import { openOn } from '../open-database.ts'
import { openPostgres } from '../open-postgres.ts'
import { embeddedEngine } from '../engine/embedded-engine.ts'
import { embeddedTemplate } from './embedded-template.ts'
import { cloneTemplate } from './postgres-template.ts'
import { shiftClock } from './shift-clock.ts'

/** A migrated database that nobody else uses. */
export type TestDatabase = {
  readonly kind: 'postgres' | 'embedded'
  /** Where a second process would connect; null for the embedded one. */
  readonly url: string | null
  readonly database: OpenDatabase
  /** Sets the clock of rules this far ahead of the real time. */
  shiftClock(milliseconds: number): Promise<void>
  /** Closes and removes it; may be called after `database.close`. */
  drop(): Promise<void>
}

/** Makes a database by copying a migrated one: a template on PostgreSQL, a dumped folder for the embedded database. */
export async function createTestDatabase(kind: TestDatabase['kind'], tuning?: Tuning): Promise<TestDatabase> {
  return kind === 'postgres' ? onPostgres(tuning) : embedded(tuning)
}

async function onPostgres(tuning: Tuning | undefined): Promise<TestDatabase> {
  const server = process.env['LATCHKEY_TEST_DATABASE_URL']
  if (!server) throw new Error('LATCHKEY_TEST_DATABASE_URL names no PostgreSQL for tests; npm test starts one')
  const clone = await cloneTemplate(server)
  const database = await openPostgres({ url: clone.url, poolSize: 8 }, tuning)
  return testDatabase(database, clone.url, clone.drop)
}

async function embedded(tuning: Tuning | undefined): Promise<TestDatabase> {
  const engine = await embeddedEngine({ folder: null, tar: await embeddedTemplate() })
  const database = openOn(engine, 'embedded', { warn: () => undefined }, tuning)
  return testDatabase(database, null, async () => undefined)
}

function testDatabase(opened: OpenDatabase, url: string | null, remove: () => Promise<void>): TestDatabase {
  let closed: Promise<void> | null = null
  const database: OpenDatabase = { ...opened, close: () => (closed ??= opened.close()) }
  return {
    kind: database.kind,
    url,
    database,
    shiftClock: (milliseconds) => shiftClock(database, milliseconds),
    async drop() {
      await database.close()
      await remove()
    },
  }
}
