import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '@latchkey/postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDemoFile, writeDemoFile } from './demo-file.ts'
import { FolderNotDemoError, prepareFolder } from './prepare-folder.ts'
import { startDemo } from './start-demo.ts'

const origin = 'http://localhost:8080'
let data: string

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'latchkey-demo-'))
})
afterEach(() => rmSync(data, { recursive: true }))

test('a new folder gets a key and a file, for its owner alone', async () => {
  const { file, keyFile } = await prepareFolder(data, origin)
  expect(file).toEqual({ version: 1, origin, seeded: false, devices: {} })
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  expect(statSync(join(data, 'demo.json')).mode & 0o777).toBe(0o600)
})

test('a seeded one is kept as it is', async () => {
  const { keyFile, database } = await prepareFolder(data, origin)
  mkdirSync(database)
  const kept = { version: 1, origin, seeded: true, devices: { one: {} } } as const
  await writeDemoFile(data, kept)
  const before = statSync(keyFile).ino
  expect((await prepareFolder(data, origin)).file).toEqual(kept)
  expect(statSync(keyFile).ino).toBe(before)
  expect(existsSync(database)).toBe(true)
})

test.each([
  ['an interrupted first start', { origin, seeded: false }],
  ['one for another origin', { origin: 'http://localhost:9000', seeded: true }],
])('%s is set aside whole and made anew', async (_, left) => {
  const { database, keyFile } = await prepareFolder(data, origin)
  mkdirSync(database)
  writeFileSync(join(database, 'kept'), 'yes')
  writeFileSync(join(data, 'notes.txt'), 'mine')
  await writeDemoFile(data, { version: 1, devices: { one: {} }, ...left })
  const key = readFileSync(keyFile, 'utf8')

  const { file, movedTo } = await prepareFolder(data, origin)
  expect(file).toEqual({ version: 1, origin, seeded: false, devices: {} })
  const ending = /^database(\.set-aside-.+)$/.exec(movedTo ?? '')?.[1] ?? 'none'
  const aside = ['database', 'demo.json', 'key'].map((name) => name + ending)
  expect(readdirSync(data).sort()).toEqual(['demo.json', 'folder.lock', 'key', 'notes.txt', ...aside].sort())
  expect(readFileSync(join(data, `database${ending}`, 'kept'), 'utf8')).toBe('yes')
  expect(readFileSync(join(data, `key${ending}`), 'utf8')).toBe(key)
})

test('a file whose database is gone is made anew', async () => {
  await writeDemoFile(data, { version: 1, origin, seeded: true, devices: { one: {} } })
  expect((await prepareFolder(data, origin)).file).toEqual({ version: 1, origin, seeded: false, devices: {} })
})

test('a real folder is refused, whatever the origin and however often, and nothing in it changes', async () => {
  const database = join(data, 'database')
  const opened = await openEmbedded({ folder: database })
  await opened.migrate()
  await opened.stamp('real')
  await opened.close()
  chmodSync(data, 0o755)
  const before = treeHash(data)
  for (const port of [8080, 8081]) {
    const config = { port, host: '127.0.0.1', origin: null, data, logLevel: 'silent' } as const
    await expect(prepareFolder(data, `http://localhost:${String(port)}`)).rejects.toThrow(FolderNotDemoError)
    await expect(startDemo(config, () => undefined)).rejects.toThrow(/LATCHKEY_DATA=.* npm run serve/)
  }
  expect(treeHash(data)).toBe(before)

  // As if a start of the demo that went no further had left its file here before.
  for (const seeded of [true, false]) {
    await writeDemoFile(data, { version: 1, origin: 'http://localhost:9000', seeded, devices: {} })
    await expect(prepareFolder(data, origin)).rejects.toMatchObject({ code: 'database-stamped-otherwise' })
  }
  expect(readdirSync(data).sort()).toEqual(['database', 'demo.json', 'folder.lock'])
}, 90_000)

test('a folder that was made beforehand is closed to others', async () => {
  chmodSync(data, 0o755)
  await prepareFolder(data, origin)
  expect(statSync(data).mode & 0o777).toBe(0o700)
})

test.each(['', '{', 'null', '{"version":2}', '{"version":1,"origin":1}'])('%j is no file of the demo', async (text) => {
  writeFileSync(join(data, 'demo.json'), text)
  expect(await readDemoFile(data)).toBeNull()
})

/** Of every name, mode, time of change and content below this folder, and of the folder itself. */
function treeHash(folder: string): string {
  const hash = createHash('sha256')
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()]) {
    const path = join(folder, name)
    const { mode, mtimeMs } = statSync(path)
    hash.update(JSON.stringify([name, mode, mtimeMs]))
    if (statSync(path).isFile()) hash.update(readFileSync(path))
  }
  return hash.digest('hex')
}
