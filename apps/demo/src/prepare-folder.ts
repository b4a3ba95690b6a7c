import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { lockFolder } from '../../server/src/control/folder-lock.ts'
import { newKeyFile } from '../../server/src/secrets/key-file.ts'
import { type DemoFile, readDemoFile, writeDemoFile } from './demo-file.ts'

/** Files of the data folder that belong to the demo. */
export type Folder = {
  readonly data: string
  readonly database: string
  readonly keyFile: string
  readonly file: DemoFile
}

/**
 * Makes the data folder ready. What an interrupted first start left, or one for another origin (people and devices are
 * bound to it), is made anew; a folder without the demo's own file is never touched. Throws `FolderInUseError`.
 */
export async function prepareFolder(data: string, origin: string): Promise<Folder> {
  await mkdir(data, { recursive: true, mode: 0o700 })
  const database = join(data, 'database')
  const keyFile = join(data, 'key')
  let file = await readDemoFile(data)
  if (file !== null && (!file.seeded || file.origin !== origin)) {
    const lock = await lockFolder(data)
    await removeOurs(data)
    await lock.release()
    file = null
  }
  if (file === null) {
    file = { version: 1, origin, seeded: existsSync(database), devices: {} }
    await writeDemoFile(data, file)
  }
  if (!existsSync(keyFile)) await newKeyFile(keyFile)
  return { data, database, keyFile, file }
}

/** What the demo made here, and what an interrupted start of its database left beside it. */
async function removeOurs(data: string): Promise<void> {
  const names = await readdir(data)
  const ours = names.filter((name) => ['database', 'key', 'demo.json'].includes(name) || name.startsWith('database.'))
  await Promise.all(ours.map((name) => rm(join(data, name), { recursive: true, force: true })))
}

/** A port that nobody uses now, for whoever leaves the choice to us. */
export async function freePort(host: string): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, host, resolve)
  })
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
