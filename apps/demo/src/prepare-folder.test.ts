import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDemoFile, writeDemoFile } from './demo-file.ts'
import { prepareFolder } from './prepare-folder.ts'

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
])('%s is made anew', async (_, left) => {
  const { database } = await prepareFolder(data, origin)
  mkdirSync(database)
  mkdirSync(join(data, 'database.half-made-1'))
  writeFileSync(join(data, 'notes.txt'), 'mine')
  await writeDemoFile(data, { version: 1, devices: {}, ...left })
  expect((await prepareFolder(data, origin)).file).toMatchObject({ origin, seeded: false })
  expect(existsSync(database)).toBe(false)
  expect(readdirSync(data).sort()).toEqual(['demo.json', 'key', 'notes.txt'])
})

test('a database without the demo’s own file is not touched: it may be a real one', async () => {
  mkdirSync(join(data, 'database'))
  writeFileSync(join(data, 'database', 'PG_VERSION'), '17')
  expect((await prepareFolder(data, origin)).file.devices).toEqual({})
  expect(existsSync(join(data, 'database', 'PG_VERSION'))).toBe(true)
})

test.each(['', '{', 'null', '{"version":2}', '{"version":1,"origin":1}'])('%j is no file of the demo', async (text) => {
  writeFileSync(join(data, 'demo.json'), text)
  expect(await readDemoFile(data)).toBeNull()
})
