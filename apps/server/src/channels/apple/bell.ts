import type { Database, PushAddress } from '@latchkey/domain'
import type { Log } from '../../parts.ts'
import type { ApplePush } from './push.ts'
import { PushError } from './push-error.ts'
import type { Timer } from './timer.ts'

export type Bell = {
  /** Rings a device that has something waiting; throws `PushError` when it should be tried again. */
  ring(enrolmentId: string): Promise<void>
  /** The device has put its command off: it is rung again, after 30 s at first. */
  putOff(enrolmentId: string): void
  close(): void
}

export type BellParts = {
  readonly database: Database
  readonly push: ApplePush
  readonly log: Log
  readonly timer: Timer
}

/** Pauses before a device that puts things off is rung again, in milliseconds; Apple asks for no tighter ones. */
const pauses = [30_000, 120_000, 480_000]
/**
 * For so long after a NotNow the device is not rung, in milliseconds: the command's return to the queue wakes it like
 * any other, and a device that puts off and is rung at once would go round for ever.
 */
const silence = 2_000

type PutOff = { readonly times: number; silent: boolean; readonly cancel: readonly (() => void)[] }

/** What rings Apple devices: a push says nothing but that they should ask. */
export function createBell({ database, push, log, timer }: BellParts): Bell {
  const putOff = new Map<string, PutOff>()

  async function ring(enrolmentId: string): Promise<void> {
    if (putOff.get(enrolmentId)?.silent) return
    const waiting = await whereToRing(database, enrolmentId)
    if (waiting === null) return
    const rung = await ringOrSay(waiting.address, enrolmentId)
    if (rung.result === 'taken') return
    log.warn({ enrolment: enrolmentId }, 'push address is dead until the next TokenUpdate')
    const since = rung.since ?? waiting.at
    await database.transaction((stores) => stores.enrolments.markPushDead(enrolmentId, since))
  }

  async function ringOrSay(address: PushAddress, enrolmentId: string) {
    try {
      return await push.ring(address)
    } catch (error) {
      const reason = error instanceof PushError ? error.reason : 'unknown'
      log.warn({ enrolment: enrolmentId, reason }, 'push not taken')
      throw error
    }
  }

  function ringAgain(enrolmentId: string): void {
    // The durable job goes on trying where this one fails.
    ring(enrolmentId).catch(() => undefined)
  }

  return {
    ring,
    putOff(enrolmentId) {
      const before = putOff.get(enrolmentId)
      before?.cancel.forEach((cancel) => cancel())
      const times = before?.times ?? 0
      const pause = pauses[Math.min(times, pauses.length - 1)] ?? silence
      const entry: PutOff = {
        times: times + 1,
        silent: true,
        cancel: [
          timer(() => (entry.silent = false), silence),
          timer(() => ringAgain(enrolmentId), pause),
          // An hour without another NotNow: the next one starts anew.
          timer(() => putOff.delete(enrolmentId), 3_600_000),
        ],
      }
      putOff.set(enrolmentId, entry)
    },
    close() {
      for (const { cancel } of putOff.values()) cancel.forEach((stop) => stop())
      putOff.clear()
    },
  }
}

/** The address, and the time before it was used: a refusal without a time of its own counts from there. */
function whereToRing(
  database: Database,
  enrolmentId: string,
): Promise<{ readonly address: PushAddress; readonly at: Date } | null> {
  return database.transaction(async (stores) => {
    if (!(await stores.commands.anythingFor(enrolmentId))) return null
    const at = await stores.now()
    const address = await stores.enrolments.pushAddress(enrolmentId)
    return address === null ? null : { address, at }
  })
}
