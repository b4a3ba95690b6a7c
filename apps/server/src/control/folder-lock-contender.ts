import { FolderInUseError, lockFolder } from './folder-lock.ts'

/*
 * A process that takes the folder it is told to, and keeps it until it is killed: folder-lock.test.ts starts several.
 */

const say = (word: string) => process.send?.(word)
process.on('message', (folder: string) => {
  lockFolder(folder).then(
    () => say('won'),
    (error: unknown) => say(error instanceof FolderInUseError ? 'lost' : String(error)),
  )
})
say('ready')
