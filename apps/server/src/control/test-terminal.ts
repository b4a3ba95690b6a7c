import { runCommand } from './run-command.ts'
import type { Terminal } from './run-command.ts'

/** For tests: a command line in a folder, and all that it said. */
export function terminal(fields: Partial<Terminal> & Pick<Terminal, 'folder'>) {
  return async (
    ...line: readonly string[]
  ): Promise<{ readonly status: number; readonly out: string; readonly err: string }> => {
    let out = ''
    let err = ''
    const status = await runCommand(line, {
      environment: {},
      filesIn: fields.folder,
      openDatabase: () => Promise.reject(new Error('No database is opened here')),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      ...fields,
    })
    return { status, out, err }
  }
}
