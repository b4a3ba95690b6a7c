import type { ControlParts, Operator } from './parts.ts'
import { commands } from './commands.ts'
import type { ControlReply, ControlRequest } from './protocol.ts'
import { Misused, Refused } from './refused.ts'

/** Answers commands one after the other, so that no two of them work on the same people or devices at once. */
export type Control = {
  answer(request: ControlRequest): Promise<ControlReply>
  /** Takes no more commands, and resolves when the present one has ended. */
  close(): Promise<void>
}

const byName = new Map(commands.map((command) => [command.name, command]))

/** The server's end of the command line. */
export function serveControl(parts: ControlParts, by: Operator): Control {
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  async function act({ command, input }: ControlRequest): Promise<ControlReply> {
    if (closed) return { ok: false, code: 'not-ready', message: 'Latchkey is stopping: try again when it runs.' }
    const serve = byName.get(command)?.serve ?? null
    if (serve === null) {
      return { ok: false, code: 'no-such-command', message: `The server that runs knows no command “${command}”.` }
    }
    try {
      return { ok: true, result: (await serve(parts, input, by)) ?? null }
    } catch (error) {
      if (error instanceof Refused || error instanceof Misused)
        return { ok: false, code: error.code, message: error.message }
      const name = error instanceof Error ? error.name : 'unknown'
      parts.log.error({ command, error: name }, 'a command failed')
      return { ok: false, code: 'failed', message: `The server could not do this (${name}): see its log.` }
    }
  }

  return {
    answer: (request) => {
      const answered = last.then(() => act(request))
      last = answered
      return answered
    },
    async close() {
      closed = true
      await last
    },
  }
}
