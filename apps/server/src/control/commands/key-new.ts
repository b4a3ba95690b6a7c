import { resolve } from 'node:path'
import { newKeyFile } from '../../secrets/key-file.ts'
import { local } from '../command.ts'
import { Refused } from '../refused.ts'

export const keyNew = local(
  { name: 'key new', says: 'Makes a key-encryption key in a new file that only you can read.', words: ['FILE'] },
  async (typed, { filesIn }) => {
    const file = resolve(filesIn, String(typed['file']))
    try {
      await newKeyFile(file)
    } catch (error) {
      throw sentence(file, error)
    }
    return {
      json: { file },
      text: `${file} holds a new key. Name it in LATCHKEY_KEY_FILE, and keep a copy apart from every backup of the database.`,
    }
  },
)

function sentence(file: string, cause: unknown): unknown {
  switch ((cause as { code?: unknown }).code) {
    case 'EEXIST':
      return new Refused('file-exists', `${file} is there already, and a key is never overwritten: name a new file.`, {
        cause,
      })
    case 'ENOENT':
      return new Refused('no-such-folder', `The folder of ${file} is not there: make it first.`, { cause })
    case 'EACCES':
      return new Refused('not-allowed', `You may not write ${file}: run this as a user who may.`, { cause })
    default:
      return cause
  }
}
