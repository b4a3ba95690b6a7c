import { access, constants, stat } from 'node:fs/promises'
import { readConfig } from '../../config.ts'
import type { Config } from '../../config.ts'
import { readKeyFile } from '../../secrets/key-file.ts'
import type { Shell } from '../command.ts'
import { FolderInUseError, lockFolder } from '../folder-lock.ts'
import type { OpenDatabaseHere } from '../parts.ts'
import { examine, fail, ok, warn } from './check.ts'
import type { Checked, Finding } from './check.ts'

/** Looks at what a server would start with, while none need run. */
export async function examineOffline({ environment, openDatabase }: Shell): Promise<readonly Checked[]> {
  let config: Config
  try {
    config = readConfig(environment)
  } catch (error) {
    const says = error instanceof Error ? error.message : 'it can’t be read.'
    return [{ name: 'configuration', ...fail(says, 'Put this right first; the rest depends on it.') }]
  }
  const checks = await examine([
    { name: 'key file', look: () => lookAtKeyFile(config.keyFile) },
    { name: 'data folder', look: () => lookAtFolder(config.data) },
    { name: 'database', look: () => lookAtDatabase(config, openDatabase) },
  ])
  return [{ name: 'configuration', ...ok('every value can be used.') }, ...checks]
}

async function lookAtKeyFile(path: string): Promise<Finding> {
  await readKeyFile(path)
  const { mode } = await stat(path)
  return (mode & 0o077) === 0
    ? ok('holds a key, and only its owner may read it.')
    : fail('others may read it.', `chmod 600 ${path}`)
}

async function lookAtFolder(path: string): Promise<Finding> {
  try {
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? warn(`${path} is not there yet.`, 'The first start makes it.')
      : fail(`this user may not write ${path}.`, 'Run this, and the server, as the user that owns it.')
  }
  const { mode } = await stat(path)
  return (mode & 0o077) === 0
    ? ok('there, and its owner’s alone.')
    : warn('others may look into it.', `chmod 700 ${path}`)
}

/** The embedded database is opened by one process alone, and not made by a look. */
async function lookAtDatabase({ data, database: where }: Config, open: OpenDatabaseHere): Promise<Finding> {
  if (where.kind === 'postgres') return ask(await open(where))
  if ((await stat(where.folder).catch(() => null)) === null) {
    return warn('the embedded one, not made yet.', 'Use PostgreSQL for real devices: LATCHKEY_DATABASE_URL.')
  }
  try {
    const lock = await lockFolder(data)
    try {
      return await ask(await open(where))
    } finally {
      await lock.release()
    }
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error
    return ok('in use by a running server: doctor without --offline asks that.')
  }
}

async function ask(database: Awaited<ReturnType<OpenDatabaseHere>>): Promise<Finding> {
  try {
    const pending = await database.pendingMigrations()
    return pending.length === 0
      ? ok('answers, and is at this version.')
      : warn(`answers; to be brought to this version (${pending.join(', ')}).`, 'The next start does it, or migrate.')
  } finally {
    await database.close()
  }
}
