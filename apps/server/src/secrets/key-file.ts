import { constants } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'

const length = 32

/** Writes a new key-encryption key (32 random bytes, base64) to a file only its owner can read; refuses to overwrite. */
export async function newKeyFile(path: string): Promise<void> {
  const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600)
  try {
    await file.writeFile(`${randomBytes(length).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Reads the key-encryption key; throws a sentence that names the file when it is not one. */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  const text = await readFile(path, 'utf8')
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== length) throw new Error(`${path} does not hold a key: make one with "latchkey key new ${path}"`)
  return key
}
