import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the demo keeps beside the database: for which origin it was seeded, and its phones as they are. */
export type DemoFile = {
  readonly version: 1
  readonly origin: string
  /** Everything was seeded; a start that was interrupted before leaves false. */
  readonly seeded: boolean
  /** Saved devices by their id, private keys included. */
  readonly devices: Readonly<Record<string, unknown>>
}

const name = 'demo.json'

/** The file in this folder; null when there is none that can be read. */
export async function readDemoFile(folder: string): Promise<DemoFile | null> {
  try {
    const file: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'))
    return isDemoFile(file) ? file : null
  } catch {
    return null
  }
}

/** Replaces the file in one step; only its owner can read it. */
export async function writeDemoFile(folder: string, file: DemoFile): Promise<void> {
  const beside = join(folder, `.${name}.new`)
  await rm(beside, { force: true })
  await writeFile(beside, JSON.stringify(file), { mode: 0o600 })
  await rename(beside, join(folder, name))
}

function isDemoFile(file: unknown): file is DemoFile {
  if (typeof file !== 'object' || file === null) return false
  const { version, origin, seeded, devices } = file as Partial<DemoFile>
  return version === 1 && typeof origin === 'string' && typeof seeded === 'boolean' && typeof devices === 'object'
}
