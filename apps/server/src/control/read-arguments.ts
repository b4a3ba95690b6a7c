import { parseArgs } from 'node:util'
import type { Command, Typed } from './command.ts'
import { Misused } from './refused.ts'

/** What stands behind a command's name; `help`: it is only asked how the command is used. */
export type Read = { readonly typed: Typed; readonly help: boolean }

/** Takes apart what follows a command's name, or a line without one (null); throws `Misused`. */
export function readArguments(command: Command | null, line: readonly string[], commands: readonly Command[]): Read {
  const { values, positionals } = parse(command, line)
  const { json: _, help = false, ...options } = values as Record<string, string | true | undefined>
  if (command === null && positionals.length > 0) throw new Misused(unknown(commands, positionals))
  if (command === null || help) return { help: help === true, typed: {} }
  return { help: false, typed: { ...wordsOf(command, positionals), ...options } }
}

/** The command with the longest name that the line begins with; null when there is none. */
export function findCommand(commands: readonly Command[], line: readonly string[]): Command | null {
  const fits = commands.filter(({ name }) => name.split(' ').every((word, at) => line[at] === word))
  return fits.toSorted((one, other) => other.name.length - one.name.length)[0] ?? null
}

function parse(command: Command | null, line: readonly string[]) {
  const own = Object.entries(command?.options ?? {}).map(
    ([name, { takes }]) => [name, { type: takes === undefined ? 'boolean' : 'string' }] as const,
  )
  const options = {
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
    ...Object.fromEntries(own),
  } as const
  try {
    return parseArgs({ args: [...line], options, allowPositionals: true, strict: true })
  } catch (error) {
    const [sentence = ''] = error instanceof Error ? error.message.split(/\. |\n/) : []
    throw new Misused(`${sentence}.`)
  }
}

function wordsOf(command: Command, words: readonly string[]): Typed {
  const missing = command.words[words.length]
  if (missing !== undefined) throw new Misused(`${missing} is missing.`)
  const extra = words[command.words.length]
  if (extra !== undefined) throw new Misused(`“${extra}” is one word too many; put a name with blanks in quotes.`)
  return Object.fromEntries(command.words.map((name, at) => [name.toLowerCase(), words[at]]))
}

function unknown(commands: readonly Command[], words: readonly string[]): string {
  const [first = ''] = words
  const family = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name)
  return family.length > 0
    ? `${first} needs one more word: ${family.join(', ')}.`
    : `There is no command “${first}”. latchkey help lists them all.`
}
