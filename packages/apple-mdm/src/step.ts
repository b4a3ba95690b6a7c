import type { ChainLink, Report } from './messages/report.ts'
import type { PlistDict } from './plist/value.ts'

/*
 * A device's visit to the command channel.
 *
 * It begins with Idle, goes on command by command (each reply carries one command, each next message its result) and
 * ends with an empty reply. HTTP gives no session to keep between two messages, and none is needed: each message says
 * all that the next reply depends on. So `step` takes the message alone.
 *
 * NotNow ends the visit at once. The device comes back by itself only if NotNow was the last thing it said, and a
 * command must not be offered twice in one visit; what was put off is offered again after the next Idle.
 */

/** What may be sent next: nothing, the next queued command, or also what was put off or lost in an earlier visit. */
export type NextReply = 'nothing' | 'next' | 'next-or-put-off'

/** What the device said of one command. */
export type Fact = {
  readonly commandUuid: string
  readonly said: 'done' | 'refused' | 'put-off' | 'not-understood'
  readonly errors: readonly ChainLink[]
  readonly answers: PlistDict | null
}

export type Step = { readonly reply: NextReply; readonly facts: readonly Fact[] }

/** One message of a visit, and what follows from it. */
export function step(report: Report): Step {
  switch (report.status) {
    case 'idle':
      return { reply: 'next-or-put-off', facts: [] }
    case 'acknowledged':
      return { reply: 'next', facts: factsOf(report, 'done') }
    case 'error':
      return { reply: 'next', facts: factsOf(report, 'refused') }
    case 'format-error':
      return { reply: 'next', facts: factsOf(report, 'not-understood') }
    case 'not-now':
      return { reply: 'nothing', facts: factsOf(report, 'put-off') }
    // A status of a later protocol: nothing is known of the command, so it stays as it is.
    case 'other':
      return { reply: 'next', facts: [] }
  }
}

function factsOf(report: Report, said: Fact['said']): readonly Fact[] {
  if (report.commandUuid === null) return []
  return [{ commandUuid: report.commandUuid, said, errors: report.errors, answers: report.answers }]
}
