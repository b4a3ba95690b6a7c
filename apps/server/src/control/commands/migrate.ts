import { readConfig } from '../../config.ts'
import type { Config } from '../../config.ts'
import { local } from '../command.ts'
import type { OpenDatabaseHere } from '../parts.ts'
import { lockFolder } from '../folder-lock.ts'

export const migrate = local(
  {
    name: 'migrate',
    says: 'Brings the database to this version, while no server runs.',
    options: { check: { says: 'only tell what would be done' } },
  },
  async ({ check }, { environment, openDatabase }) => {
    const config = readConfig(environment)
    const names = await onLockedFolder(config, openDatabase, async (database) =>
      check ? database.pendingMigrations() : (await database.migrate()).applied,
    )
    const done = check ? 'Waiting' : 'Done'
    return {
      json: check ? { pending: names } : { applied: names },
      text: names.length === 0 ? 'The database is up to date.' : names.map((name) => `${done}: ${name}`).join('\n'),
    }
  },
)

/** Opens the database while this process holds the data folder; throws `FolderInUseError` when a server runs there. */
async function onLockedFolder<T>(
  { data, database: where }: Config,
  open: OpenDatabaseHere,
  work: (database: Awaited<ReturnType<OpenDatabaseHere>>) => Promise<T>,
): Promise<T> {
  const lock = await lockFolder(data)
  try {
    const database = await open(where)
    try {
      await database.checkStamp('real')
      return await work(database)
    } finally {
      await database.close()
    }
  } finally {
    await lock.release()
  }
}
