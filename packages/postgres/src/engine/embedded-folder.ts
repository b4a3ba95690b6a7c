import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseError } from '../errors.ts'
import { startEmbeddedThread } from './embedded-thread.ts'

const ownerOnly = 0o700

/**
 * Makes sure that `folder` holds a whole database. A new one is made beside it and renamed, so that a folder of that
 * name is never half made; what stands there and is no database is moved aside, never deleted. The database's files are
 * readable by all whatever the mask, so nobody else may enter the folder. Throws `DatabaseError`.
 */
export async function prepareEmbeddedFolder(folder: string, user = process.getuid?.()): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return closeToOthers(folder, user)
  mkdirSync(dirname(folder), { recursive: true, mode: ownerOnly })
  const making = `${folder}.half-made-${Date.now()}-${process.pid}`
  mkdirSync(making, { mode: ownerOnly })
  const thread = await startEmbeddedThread({ folder: making, tar: null }, () => undefined)
  await thread.close()
  moveAside(folder)
  renameSync(making, folder)
}

function closeToOthers(folder: string, user: number | undefined): void {
  const { uid, mode } = statSync(folder)
  if (user !== undefined && uid !== user) {
    throw new DatabaseError(
      'embedded-folder-unusable',
      `The folder ${folder} belongs to another user (number ${uid}; this is number ${user}): run Latchkey as that user`,
    )
  }
  if ((mode & 0o777) !== ownerOnly) chmodSync(folder, ownerOnly)
}

function moveAside(folder: string): void {
  if (!existsSync(folder)) return
  if (readdirSync(folder).length === 0) rmdirSync(folder)
  else renameSync(folder, `${folder}.set-aside-${Date.now()}`)
}
