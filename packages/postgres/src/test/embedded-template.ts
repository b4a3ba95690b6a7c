import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { embeddedEngine } from '../engine/embedded-engine.ts'
import { openOn } from '../open-database.ts'
import { schemaFingerprint } from './fingerprint.ts'

const folder = join(import.meta.dirname, '../../../../.cache')

/** A dumped data folder of a migrated embedded database, made once for each state of the migrations. */
export async function embeddedTemplate(): Promise<Uint8Array> {
  const file = join(folder, `embedded-${schemaFingerprint()}.tar`)
  try {
    return await readFile(file)
  } catch {
    const tar = await make()
    await mkdir(folder, { recursive: true })
    const making = `${file}.${process.pid}`
    await writeFile(making, tar)
    await rename(making, file)
    return tar
  }
}

async function make(): Promise<Uint8Array> {
  const engine = await embeddedEngine({ folder: null, tar: null })
  await openOn(engine, 'embedded', { warn: () => undefined }).migrate()
  const tar = await engine.dump()
  await engine.close()
  return tar
}
