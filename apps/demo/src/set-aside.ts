import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '../../server/src/compose.ts'
import { createLog } from '../../server/src/log.ts'

/**
 * Moves the demo's database out of the way together with what belongs to it (its key, its phones) and gives its new
 * name; nothing is deleted. Throws `DatabaseError` when it is a real one, or can't be opened to find out.
 */
export async function setAside(data: string): Promise<string> {
  await assertNotReal(join(data, 'database'))
  const ending = `.set-aside-${new Date().toISOString().replaceAll(':', '-')}`
  // The database first: whenever this is interrupted, what is left is a folder without one.
  for (const name of ['database', 'key', 'demo.json']) {
    if (existsSync(join(data, name))) await rename(join(data, name), join(data, name + ending))
  }
  return `database${ending}`
}

/** A real database may have come beside the demo's file after a start of the demo that went no further. */
async function assertNotReal(folder: string): Promise<void> {
  if (!existsSync(join(folder, 'PG_VERSION'))) return
  const database = await openDatabase({ kind: 'embedded', folder }, createLog('silent'))
  try {
    await database.checkStamp('demo')
  } finally {
    await database.close()
  }
}
