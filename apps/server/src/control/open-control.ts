import type { FolderLock } from './folder-lock.ts'
import { hear } from './hear.ts'
import type { ControlParts } from './parts.ts'
import { serveControl } from './serve-control.ts'

/** Takes commands at the folder's control socket. Resolves, when called, once the present command has ended. */
export function openControl(lock: FolderLock, parts: ControlParts): () => Promise<void> {
  const control = serveControl(parts, { kind: 'operator', uid: lock.uid })
  lock.serve((socket) => hear(socket, (request) => control.answer(request)))
  return () => control.close()
}
