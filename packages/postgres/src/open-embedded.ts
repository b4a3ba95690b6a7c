import { embeddedEngine } from './engine/embedded-engine.ts'
import { openOn } from './open-database.ts'
import type { DatabaseLog, OpenDatabase, Tuning } from './open-database.ts'

const quiet: DatabaseLog = { warn: () => undefined }

/**
 * Opens the embedded database in a thread of its own. It survives a killed process, not a power cut, and nothing keeps
 * a second process out of `folder`: that is the caller's to see to. Throws `DatabaseError`.
 */
export async function openEmbedded(
  where: { readonly folder: string } | { readonly memory: true },
  log: DatabaseLog = quiet,
  tuning?: Tuning,
): Promise<OpenDatabase> {
  const engine = await embeddedEngine({ folder: 'folder' in where ? where.folder : null, tar: null })
  return openOn(engine, 'embedded', log, tuning)
}
