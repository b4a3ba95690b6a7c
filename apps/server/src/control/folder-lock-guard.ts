import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const busy = 5

/**
 * Locks a file in this folder until `close` is called or the process ends, however it ends; null when another holds it.
 * Node has no file locks of its own, SQLite's are the operating system's: nothing is stored in the file.
 */
export function holdGuard(folder: string): { close(): void } | null {
  const path = join(folder, 'folder.lock')
  let file: DatabaseSync | null = null
  try {
    file = new DatabaseSync(path)
    file.exec('pragma journal_mode = off')
    file.exec('begin immediate')
    return file
  } catch (cause) {
    file?.close()
    if (cause instanceof Error && 'errcode' in cause && cause.errcode === busy) return null
    throw new Error(`${path} can't be locked, so nothing would keep a second Latchkey out of this folder.`, { cause })
  }
}
