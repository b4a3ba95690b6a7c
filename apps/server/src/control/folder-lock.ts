import { stat, unlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { join } from 'node:path'
import { answers } from './ask.ts'
import { socketName } from './data-folder.ts'
import { holdGuard } from './folder-lock-guard.ts'
import { makePrivate } from './private-folder.ts'

/** Another process works on this data folder. */
export class FolderInUseError extends Error {
  readonly code = 'folder-in-use'

  constructor(folder: string) {
    super(
      `Another Latchkey is running on the folder ${folder}. Stop it first, or name another folder in LATCHKEY_DATA.`,
    )
  }
}

export type FolderLock = {
  /** The operating-system user that owns the socket: beside root, nobody else can have opened it. */
  readonly uid: number
  /** From now on connections are given to `hear`; before, they end without a word. */
  serve(hear: (socket: Socket) => void): void
  /** Lets the folder go, and cuts off whoever is still connected. */
  release(): Promise<void>
}

/**
 * Takes a data folder for this process: whoever holds its guard owns it, and binds its control socket. A socket file
 * that nobody answers was left by a crash; only the guard's holder replaces it, or two that find it at once could each
 * remove the other's. Throws `FolderInUseError`, `FolderNotPrivateError`.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await makePrivate(folder)
  const path = join(folder, socketName)
  const connected = new Set<Socket>()
  let hear = (socket: Socket): void => void socket.end()
  const server = createServer((socket) => {
    connected.add(socket)
    socket.on('close', () => connected.delete(socket))
    socket.on('error', () => socket.destroy())
    hear(socket)
  })
  const guard = holdGuard(folder)
  if (guard === null) throw new FolderInUseError(folder)
  try {
    await listen(server, path, folder)
  } catch (error) {
    guard.close()
    throw error
  }
  server.once('close', () => guard.close())
  server.unref()
  return {
    uid: (await stat(path)).uid,
    serve(next) {
      hear = next
    },
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of connected) socket.destroy()
      }),
  }
}

async function listen(server: Server, path: string, folder: string): Promise<void> {
  const first = await tryListen(server, path)
  if (first === null) return
  if (first.code !== 'EADDRINUSE') throw first
  // A folder whose guard file was removed under a running server.
  if (await answers(path)) throw new FolderInUseError(folder)
  await unlink(path).catch(() => undefined)
  const second = await tryListen(server, path)
  if (second !== null) throw second.code === 'EADDRINUSE' ? new FolderInUseError(folder) : second
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
