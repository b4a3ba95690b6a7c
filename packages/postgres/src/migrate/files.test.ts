import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMigrations } from './files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-migrations-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the first migration is the one of the first release', () => {
  expect(readMigrations()[0]).toMatchObject({ name: '0001-first-light' })
})

test('line endings of a checkout change no checksum', () => {
  writeFileSync(join(folder, '0001-one.sql'), 'select 1;\nselect 2;\n')
  const [unix] = readMigrations(folder)
  writeFileSync(join(folder, '0001-one.sql'), 'select 1;\r\nselect 2;\r\n')
  expect(readMigrations(folder)).toEqual([unix])
})

test.each([['0002-two.sql'], ['1-one.sql'], ['0001_one.sql'], ['notes.txt']])('%s is refused as the first', (name) => {
  writeFileSync(join(folder, name), '')
  expect(() => readMigrations(folder)).toThrow(expect.objectContaining({ code: 'migrations-not-numbered' }))
})
