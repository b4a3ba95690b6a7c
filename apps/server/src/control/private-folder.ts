import { chmod, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The data folder can't be kept from others; the message is a sentence that says what helps. */
export class FolderNotPrivateError extends Error {
  readonly code = 'folder-not-private'
}

const ownerOnly = 0o700
const sticky = 0o1000

/**
 * Makes sure that the data folder is there and that only its owner, this process's user, can enter it. Throws
 * `FolderNotPrivateError` where it belongs to another user, or to all of them as /tmp does.
 */
export async function makePrivate(folder: string, user: number | undefined = process.getuid?.()): Promise<void> {
  await mkdir(folder, { recursive: true, mode: ownerOnly })
  const { uid, mode } = await stat(folder)
  if (user !== undefined && uid !== user) {
    throw new FolderNotPrivateError(
      `The folder ${folder} belongs to another user (number ${uid}; this is number ${user}). Run Latchkey as that user, or name another folder in LATCHKEY_DATA.`,
    )
  }
  if ((mode & sticky) !== 0) {
    throw new FolderNotPrivateError(
      `The folder ${folder} is shared by all users. Name one inside it: LATCHKEY_DATA=${join(folder, 'latchkey')}`,
    )
  }
  if ((mode & 0o777) !== ownerOnly) await chmod(folder, ownerOnly)
}
