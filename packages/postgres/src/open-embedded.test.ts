import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareEmbeddedFolder } from './engine/embedded-folder.ts'
import { openEmbedded } from './open-embedded.ts'

let data: string
let folder: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'latchkey-embedded-'))
  folder = join(data, 'database')
})
const mode = (path: string) => statSync(path).mode & 0o777
afterEach(() => rmSync(data, { recursive: true, force: true }))

test('what stands in the way is moved aside, the database made whole, and found again when opened again', async () => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'base'), 'half made')
  const first = await openEmbedded({ folder })
  expect((await first.pendingMigrations())[0]).toBe('0001-first-light')
  expect((await first.engine.query("select from pg_tables where schemaname = 'public'")).rows).toEqual([])
  expect((await first.migrate()).applied[0]).toBe('0001-first-light')
  await first.transaction(({ settings }) => settings.set('kept', 'yes'))
  await first.close()
  expect(mode(folder)).toBe(0o700)
  chmodSync(folder, 0o755)
  const aside = readdirSync(data).find((name) => name.startsWith('database.set-aside-')) ?? 'none'
  expect(existsSync(join(data, aside, 'base'))).toBe(true)
  expect(readdirSync(data).sort()).toEqual(['database', aside].sort())

  const again = await openEmbedded({ folder })
  expect(mode(folder)).toBe(0o700)
  expect(await again.migrate()).toEqual({ applied: [] })
  expect(await again.transaction(({ settings }) => settings.get('kept'))).toBe('yes')
  await again.close()
  await expect(again.clock()).rejects.toMatchObject({ code: 'embedded-database-gone' })
}, 90_000)

test('a folder that can’t be opened is refused and left as it is', async () => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'PG_VERSION'), '18\n')
  await expect(openEmbedded({ folder })).rejects.toMatchObject({ code: 'embedded-folder-unusable' })
  expect(readdirSync(data)).toEqual(['database'])
}, 90_000)

test('what an interrupted start left is cleared after an hour, and nothing else', async () => {
  const now = Date.now()
  const kept = [
    'database',
    `database.half-made-${now - 3_500_000}-7`,
    'database.half-made-by-hand',
    'database.set-aside-1',
  ]
  const left = `database.half-made-${now - 3_700_000}-7`
  for (const name of [...kept, left, `other.half-made-1-7`]) mkdirSync(join(data, name))
  for (const name of ['database', left]) writeFileSync(join(data, name, 'PG_VERSION'), '18\n')
  await prepareEmbeddedFolder(folder)
  expect(readdirSync(data).sort()).toEqual([...kept, 'other.half-made-1-7'].sort())
})

test('a database of another user is refused and left as it is', async () => {
  mkdirSync(folder, { mode: 0o755 })
  writeFileSync(join(folder, 'PG_VERSION'), '18\n')
  const another = statSync(folder).uid + 1
  await expect(prepareEmbeddedFolder(folder, another)).rejects.toThrow(/belongs to another user/)
  expect(mode(folder)).toBe(0o755)
})
