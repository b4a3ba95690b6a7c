import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { lockFolder } from '../../server/src/control/folder-lock.ts'
import { makePrivate } from '../../server/src/control/private-folder.ts'
import { newKeyFile } from '../../server/src/secrets/key-file.ts'
import { type DemoFile, readDemoFile, writeDemoFile } from './demo-file.ts'
import { setAside } from './set-aside.ts'

/** The folder holds a database that the demo did not make. */
export class FolderNotDemoError extends Error {
  readonly code = 'folder-not-demo'

  constructor(data: string) {
    super(
      `The folder ${data} holds a database that the demo did not make, and it stays as it is. ` +
        `Name another folder for the demo: LATCHKEY_DATA=${data}-demo npm start. To run this one: LATCHKEY_DATA=${data} npm run serve.`,
    )
  }
}

/** Files of the data folder that belong to the demo. */
export type Folder = {
  readonly data: string
  readonly database: string
  readonly keyFile: string
  readonly file: DemoFile
  /** The new name of a database that had to make room; null when none had to. */
  readonly movedTo: string | null
}

/**
 * Makes the data folder ready. What an interrupted first start left, or one for another origin (people and devices are
 * bound to it), is set aside and made anew; a database without the demo's own file is never touched, nor anything
 * beside it. Throws `FolderNotDemoError`, `FolderInUseError`, `FolderNotPrivateError`, `DatabaseError`.
 */
export async function prepareFolder(data: string, origin: string): Promise<Folder> {
  const database = join(data, 'database')
  const keyFile = join(data, 'key')
  const stands = existsSync(database)
  const left = await readDemoFile(data)
  if (stands && left === null) throw new FolderNotDemoError(data)
  await makePrivate(data)
  const kept = stands && left?.seeded === true && left.origin === origin ? left : null
  const movedTo = stands && kept === null ? await setAsideAlone(data) : null
  const file = kept ?? { version: 1, origin, seeded: false, devices: {} }
  if (kept === null) await writeDemoFile(data, file)
  if (!existsSync(keyFile)) await newKeyFile(keyFile)
  return { data, database, keyFile, file, movedTo }
}

async function setAsideAlone(data: string): Promise<string> {
  const lock = await lockFolder(data)
  try {
    return await setAside(data)
  } finally {
    await lock.release()
  }
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
