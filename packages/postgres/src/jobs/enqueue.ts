import type { NoticeJob } from '@latchkey/domain'
import { PgBoss } from 'pg-boss'
import type { Connection, Engine } from '../engine/engine.ts'
import { jobsOn } from './adapter.ts'
import { jobsSchema } from './queues.ts'

/** A device that has something unsent is rung this long after the act, and after each further ring, in seconds. */
export const ringAgainAfter: readonly number[] = [5, 30, 120, 480]

export type WakeJob = { readonly enrolmentId: string; readonly ring: number }

/** Puts jobs into a transaction: they are there when it commits, and never were when it does not. */
export type Enqueue = {
  /** Rings later, from the beginning of the schedule; one waiting job per enrolment. */
  wake(connection: Connection, enrolmentId: string): Promise<void>
  /** The next ring of the schedule, unless a new act has begun it anew; false past its end. */
  ringAgain(connection: Connection, job: WakeJob): Promise<boolean>
  notice(connection: Connection, job: NoticeJob): Promise<void>
}

/**
 * Sends through pg-boss without starting it. What it looks up for itself goes through the open transaction too: the
 * embedded database has no second session.
 */
export function enqueuer(
  engine: Engine & { within(): Connection | null },
  schedule: readonly number[] = ringAgainAfter,
): Enqueue {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => jobsOn(engine.within() ?? engine).executeSql(text, values) },
    schema: jobsSchema,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  })
  const ring = async (connection: Connection, job: WakeJob): Promise<boolean> => {
    const startAfter = schedule[job.ring]
    if (startAfter === undefined) return false
    await boss.upsert('wake', job, { singletonKey: job.enrolmentId, startAfter, db: jobsOn(connection) })
    return true
  }
  return {
    async wake(connection, enrolmentId) {
      await ring(connection, { enrolmentId, ring: 0 })
    },
    async ringAgain(connection, { enrolmentId, ring: last }) {
      const waiting = await connection.query(
        `select 1 from ${jobsSchema}.job where name = 'wake' and singleton_key = $1 and state = 'created'`,
        [enrolmentId],
      )
      return waiting.rows.length > 0 || ring(connection, { enrolmentId, ring: last + 1 })
    },
    async notice(connection, job) {
      await boss.send('notice', job, { db: jobsOn(connection) })
    },
  }
}
