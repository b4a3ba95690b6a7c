import type { JobHandlers, Jobs, NoticeJob } from '@latchkey/domain'
import { PgBoss } from 'pg-boss'
import type { Engine } from '../engine/engine.ts'
import { somethingUnsent } from '../check-ins/offerable.ts'
import { jobsOnEngine } from './adapter.ts'
import type { Enqueue, WakeJob } from './enqueue.ts'
import { jobsSchema } from './queues.ts'

/** Notifications start a job at once; this is how long it takes where they are lost, in seconds. */
const polling = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 }
const stopWithin = 10_000

/** Durable jobs. pg-boss is made and started by `start`, so that a process without the jobs role never pays for it. */
export function jobs(engine: Engine, enqueue: Enqueue, failed: (error: Error) => void): Jobs {
  let running: PgBoss | null = null
  return {
    async start(handlers) {
      if (running !== null) throw new Error('Jobs have been started already')
      const boss = new PgBoss({
        db: jobsOnEngine(engine),
        schema: jobsSchema,
        migrate: false,
        schedule: false,
        registerInstance: false,
        useListenNotify: true,
      })
      boss.on('error', failed)
      running = boss
      await boss.start()
      await boss.work<WakeJob>('wake', polling, async ([job]) => {
        if (job) await ring(engine, enqueue, handlers, job.data)
      })
      await boss.work<NoticeJob>('notice', polling, async ([job]) => {
        if (job) await handlers.notice(job.data)
      })
    },
    async stop() {
      const boss = running
      running = null
      await boss?.stop({ graceful: true, close: false, timeout: stopWithin })
    },
  }
}

/** The next ring is planned before this one, so that a crash between them costs nothing but a ring. */
async function ring(engine: Engine, enqueue: Enqueue, handlers: JobHandlers, job: WakeJob): Promise<void> {
  const needed = await engine.transaction(async (connection) => {
    const { rows } = await connection.query(somethingUnsent, [job.enrolmentId])
    if (rows.length === 0) return false
    await enqueue.ringAgain(connection, job)
    return true
  })
  if (needed) await handlers.wake({ enrolmentId: job.enrolmentId })
}
