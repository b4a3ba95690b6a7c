import type { Log } from '../../parts.ts'
import type { Timer } from './timer.ts'

export type SeenBatch = {
  add(enrolmentId: string): void
  /** Writes what is left. */
  close(): Promise<void>
}

const every = 5_000

/** Collects who was here, and writes it every five seconds: an idle poll then costs no write of its own. */
export function createSeenBatch(
  write: (enrolmentIds: readonly string[]) => Promise<void>,
  timer: Timer,
  log: Log,
): SeenBatch {
  let collected = new Set<string>()
  let cancel: (() => void) | null = null
  let writing = Promise.resolve()

  function flush(): void {
    cancel = null
    const ids = [...collected]
    collected = new Set()
    // Lost for these seconds only: the devices come again.
    writing = writing.then(() => write(ids)).catch(() => log.warn({ devices: ids.length }, 'last seen not written'))
  }

  return {
    add(enrolmentId) {
      collected.add(enrolmentId)
      cancel ??= timer(flush, every)
    },
    async close() {
      cancel?.()
      if (collected.size > 0) flush()
      await writing
    },
  }
}
