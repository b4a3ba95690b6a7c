import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
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

test('after a crash, of several that start at once exactly one takes the folder', { timeout: 60_000 }, async () => {
  const path = await folder()
  const contenders = await Promise.all([1, 2, 3, 4, 5].map(startContender))
  try {
    for (let crash = 0; crash < 20; crash += 1) {
      const words = contenders.map(next)
      contenders.forEach((contender) => contender.send(path))
      const said = await Promise.all(words)
      expect(said.toSorted()).toEqual(['lost', 'lost', 'lost', 'lost', 'won'])
      const winner = said.indexOf('won')
      await kill(contenders[winner])
      contenders[winner] = await startContender()
    }
  } finally {
    await Promise.all(contenders.map(kill))
  }
})

async function startContender(): Promise<ChildProcess> {
  const contender = fork(join(import.meta.dirname, 'folder-lock-contender.ts'), { execArgv: [] })
  expect(await next(contender)).toBe('ready')
  return contender
}

const next = async (contender: ChildProcess): Promise<unknown> => (await once(contender, 'message'))[0]

async function kill(contender: ChildProcess | undefined): Promise<void> {
  contender?.kill('SIGKILL')
  if (contender !== undefined && contender.exitCode === null && contender.signalCode === null)
    await once(contender, 'exit')
}
