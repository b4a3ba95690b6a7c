import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@latchkey/postgres/test'
import type { TestDatabase } from '@latchkey/postgres/test'
import { compose } from './compose.ts'
import type { Extras } from './compose.ts'
import { baseConfig } from './config.ts'
import type { Config } from './config.ts'
import type { Log } from './parts.ts'
import { newKeyFile } from './secrets/key-file.ts'

const organisation = {
  name: 'Contoso',
  colour: '#0e5a6b',
  logoUrl: null,
  privacyUrl: null,
  contact: { name: null, phone: null, email: null, websiteName: null, websiteUrl: null, note: null },
}

/** For tests: a real server on an embedded database (or one that is given), with what it logged. */
export async function startTestServer(config: Partial<Config> = {}, given?: TestDatabase, extras: Extras = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-server-'))
  const test = given ?? (await createTestDatabase('embedded'))
  const keyFile = join(folder, 'key')
  await newKeyFile(keyFile)
  const logged: string[] = []
  const note = (level: string) => (fields: object, message: string) =>
    void logged.push(`${level} ${message} ${JSON.stringify(fields)}`)
  const log: Log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') }
  const start = (changed: Partial<Config>) =>
    compose(
      baseConfig({
        data: folder,
        database: { kind: 'embedded', folder: join(folder, 'database') },
        keyFile,
        organisation,
        ...changed,
      }),
      { database: test.database, log, ...extras },
    )
  const server = await start(config)
  return {
    server,
    test,
    logged,
    async close() {
      await server.close()
      await test.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
