import { mkdir, unlink } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { Server } from 'node:net'
import { join } from 'node:path'

/** Another process works on this data folder. */
export class FolderInUseError extends Error {
  readonly code = 'folder-in-use'

  constructor(folder: string) {
    super(
      `Another Latchkey is running on the folder ${folder}. Stop it first, or name another folder in LATCHKEY_DATA.`,
    )
  }
}

export type FolderLock = { release(): Promise<void> }

/**
 * Takes a data folder for this process: whoever binds its control socket owns it. A socket file that nobody answers
 * was left by a crash and is replaced.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'control.sock')
  const server = createServer((socket) => socket.end())
  const first = await tryListen(server, path)
  if (first !== null) {
    if (first.code !== 'EADDRINUSE') throw first
    if (await answers(path)) throw new FolderInUseError(folder)
    await unlink(path).catch(() => undefined)
    const second = await tryListen(server, path)
    if (second !== null) throw second.code === 'EADDRINUSE' ? new FolderInUseError(folder) : second
  }
  server.unref()
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}

function tryListen(server: Server, path: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error)
    server.once('error', failed)
    // Nobody but the server's user may open the socket: the mask is set for the moment of binding.
    const mask = process.umask(0o177)
    server.listen(path, () => {
      server.off('error', failed)
      resolve(null)
    })
    process.umask(mask)
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
