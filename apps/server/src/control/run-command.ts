import { join } from 'node:path'
import { ask } from './ask.ts'
import type { Command, Shell, Told } from './command.ts'
import { commands } from './commands.ts'
import { dataFolder, socketName } from './data-folder.ts'
import { helpFor, helpForAll, usage } from './help.ts'
import type { OpenDatabaseHere } from './parts.ts'
import { findCommand, readArguments } from './read-arguments.ts'
import { Misused } from './refused.ts'

/** Where a command line was typed, and where its answer goes. */
export type Terminal = {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Where ./data/demo and ./data/live are looked for. */
  readonly folder: string
  /** What the names of files are relative to. */
  readonly filesIn: string
  readonly openDatabase: OpenDatabaseHere
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** Runs one command line; resolves with its exit status: 0 done, 1 refused, 2 misused. */
export async function runCommand(line: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const asked = line[0] === 'help' ? [...line.slice(1), '--help'] : line
  const command = findCommand(commands, asked)
  const rest = command === null ? asked : asked.slice(command.name.split(' ').length)
  const json = rest.includes('--json')
  try {
    const { help, typed } = readArguments(command, rest, commands)
    if (help || command === null) {
      terminal.out(`${command === null ? helpForAll(commands) : helpFor(command)}\n`)
      return help ? 0 : 2
    }
    return tell(terminal, json, await command.run(typed, shellOf(terminal)))
  } catch (error) {
    return tellFailure(terminal, json, command, error)
  }
}

function tell({ out }: Terminal, json: boolean, { json: value, text, failed = false }: Told): 0 | 1 {
  out(json ? `${JSON.stringify(value)}\n` : text === '' ? '' : `${text}\n`)
  return failed ? 1 : 0
}

function tellFailure({ out, err }: Terminal, json: boolean, command: Command | null, error: unknown): 1 | 2 {
  const misused = error instanceof Misused || codeOf(error) === 'config'
  const message = error instanceof Error ? error.message : String(error)
  if (json) out(`${JSON.stringify({ error: { code: codeOf(error), message } })}\n`)
  else err(error instanceof Misused && command !== null ? `${message}\n${usage(command)}\n` : `${message}\n`)
  return misused ? 2 : 1
}

function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : 'failed'
}

function shellOf({ environment, folder, filesIn, openDatabase }: Terminal): Shell {
  const found = () => dataFolder(environment['LATCHKEY_DATA'], folder)
  return {
    environment,
    filesIn,
    dataFolder: found,
    ask: async (command, input) => ask(join(await found(), socketName), { command, input }),
    openDatabase,
  }
}
