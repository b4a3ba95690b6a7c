import type { z } from 'zod'
import type { ControlParts, Operator, OpenDatabaseHere } from './parts.ts'
import { Misused } from './refused.ts'

/** An option as it is typed: `--name NAME`, or a switch. */
export type Option = { readonly takes?: string; readonly says: string; readonly needed?: boolean }

/** What was typed after the command's name: words by their names, options by theirs. */
export type Typed = Readonly<Record<string, string | true | undefined>>

/** What a command finds around it at the command line. */
export type Shell = {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What the names of files are relative to. */
  readonly filesIn: string
  /** The data folder that is meant; throws `Refused`. */
  readonly dataFolder: () => Promise<string>
  /** Asks the running server; throws `Refused`. */
  readonly ask: (command: string, input: unknown) => Promise<unknown>
  readonly openDatabase: OpenDatabaseHere
}

/** What a command has to say: the same as JSON and as text. `failed` makes the exit status 1. */
export type Told = { readonly json: unknown; readonly text: string; readonly failed?: boolean }

export type Command = {
  /** One or two words. */
  readonly name: string
  readonly says: string
  /** Names of the words that follow, all needed. */
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, Option>>
  run(typed: Typed, shell: Shell): Promise<Told>
  /** The server's half; null for a command that needs no server. */
  readonly serve: ((parts: ControlParts, input: unknown, by: Operator) => Promise<unknown>) | null
}

type Described = Pick<Command, 'name' | 'says'> & Partial<Pick<Command, 'words' | 'options'>>

/** A command that is done here, without a server. */
export function local(described: Described, run: Command['run']): Command {
  return { words: [], options: {}, ...described, run, serve: null }
}

/** One act over the control socket: what is typed is checked on both sides, what comes back is JSON. */
export type Remote<Input, Result> = {
  readonly input: z.ZodType<Input>
  act(parts: ControlParts, input: Input, by: Operator): Promise<Result>
  print(result: Result, input: Input): string
  /** Is this result one that a script must notice? */
  failed?(result: Result): boolean
}

/** A command that the running server does. */
export function overSocket<Input, Result>(described: Described, remote: Remote<Input, Result>): Command {
  return {
    words: [],
    options: {},
    ...described,
    async run(typed, shell) {
      const input = checked(remote.input, typed, described.options)
      const result = (await shell.ask(described.name, input)) as Result
      return { json: result, text: remote.print(result, input), failed: remote.failed?.(result) ?? false }
    },
    serve: serveWith(remote),
  }
}

/** The server's half alone, for a command whose other half does more than ask once. */
export function serveWith<Input, Result>({ input, act }: Pick<Remote<Input, Result>, 'input' | 'act'>) {
  return (parts: ControlParts, said: unknown, by: Operator): Promise<Result> => act(parts, checked(input, said), by)
}

/** What was typed or sent, as the command takes it; throws `Misused` naming what is wrong with which part. */
export function checked<Input>(schema: z.ZodType<Input>, said: unknown, options: Command['options'] = {}): Input {
  const parsed = schema.safeParse(said)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const part = issue?.path.join('.') ?? ''
  const where = part === '' ? 'This' : part in options ? `--${part}` : part.toUpperCase()
  throw new Misused(`${where} ${issue?.message ?? 'is not understood.'}`)
}
