import type { Command } from './command.ts'
import { facts } from './table.ts'

/** The list of all commands. */
export function helpForAll(commands: readonly Command[]): string {
  return [
    'latchkey COMMAND: looks after a Latchkey server from its own machine.',
    '',
    facts(commands.map((command) => [command.name, command.says] as const)),
    '',
    'latchkey COMMAND --help tells how each is used; --json prints every answer as JSON.',
    'Which server: the one whose data folder LATCHKEY_DATA names, else the one that runs in ./data/demo or ./data/live.',
    'Exit status: 0 done, 1 refused, 2 not understood.',
  ].join('\n')
}

/** How one command is used. */
export function helpFor(command: Command): string {
  const options = Object.entries(command.options).map(([name, { takes, says }]) => [typed(name, takes), says] as const)
  const all = [...options, ['--json', 'print the answer as JSON'] as const]
  return [command.says, '', usage(command), '', facts(all)].join('\n')
}

/** The one line that tells how a command is typed. */
export function usage({ name, words, options }: Command): string {
  const written = Object.entries(options).map(([option, { takes, needed }]) =>
    needed ? typed(option, takes) : `[${typed(option, takes)}]`,
  )
  return ['Usage: latchkey', name, ...words, ...written].join(' ')
}

function typed(option: string, takes: string | undefined): string {
  return takes === undefined ? `--${option}` : `--${option} ${takes}`
}
