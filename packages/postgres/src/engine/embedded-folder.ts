import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startEmbeddedThread } from './embedded-thread.ts'

/**
 * Makes sure that `folder` holds a whole database. A new one is made beside it and renamed, so that a folder of that
 * name is never half made; what stands there and is no database is moved aside, never deleted.
 */
export async function prepareEmbeddedFolder(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return
  mkdirSync(dirname(folder), { recursive: true })
  const making = `${folder}.half-made-${Date.now()}-${process.pid}`
  const thread = await startEmbeddedThread({ folder: making, tar: null }, () => undefined)
  await thread.close()
  moveAside(folder)
  renameSync(making, folder)
}

function moveAside(folder: string): void {
  if (!existsSync(folder)) return
  if (readdirSync(folder).length === 0) rmdirSync(folder)
  else renameSync(folder, `${folder}.set-aside-${Date.now()}`)
}
