import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { makePrivate } from './private-folder.ts'

let folder: string
const mode = (path: string) => statSync(path).mode & 0o7777

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-private-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.each([0o755, 0o777, 0o770])(
  'a folder that was made beforehand as %o is closed to others when it is taken',
  async (made) => {
    chmodSync(folder, made)
    const lock = await lockFolder(folder)
    expect(mode(folder)).toBe(0o700)
    await lock.release()
  },
)

test('a new folder is for its owner alone', async () => {
  await makePrivate(join(folder, 'new', 'data'))
  expect(mode(join(folder, 'new', 'data'))).toBe(0o700)
})

test('a folder of another user is refused and left as it is', async () => {
  chmodSync(folder, 0o755)
  const another = statSync(folder).uid + 1
  await expect(makePrivate(folder, another)).rejects.toThrow(/belongs to another user .* LATCHKEY_DATA/)
  expect(mode(folder)).toBe(0o755)
})

test('a folder that all users share is refused and left as it is', async () => {
  chmodSync(folder, 0o1777)
  await expect(lockFolder(folder)).rejects.toThrow(`LATCHKEY_DATA=${folder}/latchkey`)
  expect(mode(folder)).toBe(0o1777)
})
