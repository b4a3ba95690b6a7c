import type { Database, NoticeJob } from '@latchkey/domain'
import { reconcileCalled } from '../acts/deliver.ts'
import type { DeliveryParts } from '../acts/deliver.ts'
import { sweep } from '../acts/sweep.ts'
import { wake } from '../acts/wake.ts'
import type { Channels } from '../acts/wake.ts'

const sweepEvery = 1_000
const cleanUpEvery = 60

export type JobParts = DeliveryParts & {
  readonly channels: Channels
  readonly sendNotice: (job: NoticeJob) => Promise<void>
  /** Takes away what has expired and that nobody reads any more; called about once a minute. */
  readonly cleanUp: () => Promise<unknown>
}

/** Starts what the jobs role does: durable jobs, and what only time moves. Resolves with a way to stop. */
export async function runJobs(parts: JobParts): Promise<() => Promise<void>> {
  const { database, channels } = parts
  await database.jobs.start({
    wake: ({ enrolmentId }) => wake(parts, channels, enrolmentId),
    notice: parts.sendNotice,
  })
  let rounds = 0
  const ticking = everySecond(async () => {
    if (rounds++ % cleanUpEvery === 0) await parts.cleanUp()
    await tick(database, parts)
  }, parts)
  return async () => {
    await ticking.stop()
    await database.jobs.stop()
  }
}

async function tick(database: Database, parts: JobParts): Promise<void> {
  await sweep(database)
  for (const [name, channel] of Object.entries(parts.channels.called)) {
    await reconcileCalled(parts, name as 'android', channel)
  }
}

/** Runs `work` again and again, a second after it ended; a failure is logged and the next round goes on. */
function everySecond(work: () => Promise<void>, { log }: Pick<JobParts, 'log'>): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let present = Promise.resolve()
  const round = () => {
    present = work()
      .catch((error: unknown) => {
        if (!stopped) log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a sweep failed')
      })
      .finally(() => {
        if (!stopped) timer = setTimeout(round, sweepEvery)
      })
  }
  round()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await present
    },
  }
}
