import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseError } from '../errors.ts'
import { startEmbeddedThread } from './embedded-thread.ts'

const ownerOnly = 0o700
const halfMade = '.half-made-'
/** Making a database takes seconds; what is older than this, milliseconds, nobody works on any more. */
const longestMaking = 3_600_000

/**
 * Makes sure that `folder` holds a whole database. A new one is made beside it and renamed, so that a folder of that
 * name is never half made; what stands there and is no database is moved aside, never deleted. The database's files are
 * readable by all whatever the mask, so nobody else may enter the folder. Throws `DatabaseError`.
 */
export async function prepareEmbeddedFolder(folder: string, user = process.getuid?.()): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true, mode: ownerOnly })
  removeHalfMade(folder)
  if (existsSync(join(folder, 'PG_VERSION'))) return closeToOthers(folder, user)
  const making = `${folder}${halfMade}${Date.now()}-${process.pid}`
  mkdirSync(making, { mode: ownerOnly })
  const thread = await startEmbeddedThread({ folder: making, tar: null }, () => undefined)
  await thread.close()
  moveAside(folder)
  renameSync(making, folder)
}

/** What starts that were interrupted left beside it; the name tells when they began. */
function removeHalfMade(folder: string): void {
  const begins = `${basename(folder)}${halfMade}`
  for (const name of readdirSync(dirname(folder))) {
    const began = name.startsWith(begins) ? /^(\d{1,15})-\d+$/.exec(name.slice(begins.length))?.[1] : undefined
    if (began === undefined || Date.now() - Number(began) < longestMaking) continue
    rmSync(join(dirname(folder), name), { recursive: true, force: true })
  }
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
