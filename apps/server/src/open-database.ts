import { openEmbedded, openPostgres } from '@latchkey/postgres'
import type { OpenDatabase } from '@latchkey/postgres'
import type { DatabaseConfig } from './config.ts'

/** Opens the database that the configuration names. */
export function openDatabase(config: DatabaseConfig): Promise<OpenDatabase> {
  if (config.kind === 'embedded') return openEmbedded({ folder: config.folder })
  const { url, listenUrl } = config
  return openPostgres({ url: url.reveal(), ...(listenUrl === null ? {} : { listenUrl: listenUrl.reveal() }) })
}
