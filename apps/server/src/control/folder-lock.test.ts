import { mkdtemp, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FolderInUseError, lockFolder } from './folder-lock.ts'

const folder = () => mkdtemp(join(tmpdir(), 'latchkey-lock-'))

test('one at a time; free again after release', async () => {
  const path = await folder()
  const lock = await lockFolder(path)
  await expect(lockFolder(path)).rejects.toThrow(FolderInUseError)
  await lock.release()
  await (await lockFolder(path)).release()
})

test('what a crash left behind is replaced', async () => {
  const path = await folder()
  await writeFile(join(path, 'control.sock'), '')
  const lock = await lockFolder(path)
  await expect(lockFolder(path)).rejects.toThrow(FolderInUseError)
  await lock.release()
})

test('only its owner may open the socket', async () => {
  const path = await folder()
  const lock = await lockFolder(path)
  expect((await stat(join(path, 'control.sock'))).mode & 0o077).toBe(0)
  await lock.release()
})
