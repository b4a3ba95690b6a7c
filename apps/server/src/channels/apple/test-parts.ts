import type { Log } from '../../parts.ts'
import type { Timer } from './timer.ts'

/** For tests: time that passes when told. */
export function handTimer(): {
  readonly timer: Timer
  readonly pass: (milliseconds: number) => void
  readonly pending: () => number
} {
  let now = 0
  let due: { at: number; work: () => void }[] = []
  return {
    timer(work, milliseconds) {
      const entry = { at: now + milliseconds, work }
      due.push(entry)
      return () => (due = due.filter((other) => other !== entry))
    },
    pass(milliseconds) {
      now += milliseconds
      const ripe = due.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
      due = due.filter((entry) => !ripe.includes(entry))
      for (const { work } of ripe) work()
    },
    pending: () => due.length,
  }
}

/** For tests: a log that remembers its lines. */
export function rememberingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const keep = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  }
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') }
}
