import type { Connection } from '../engine/engine.ts'
import { jobsSchema, queues } from './queues.ts'

/** What waits in one durable queue; `oldest`: since when the one that waits longest could have been done. */
export type WaitingJobs = { readonly queue: string; readonly waiting: number; readonly oldest: Date | null }

/** How much waits in each queue: due, or being tried again. What is planned for later does not count. */
export async function waitingJobs(connection: Pick<Connection, 'query'>): Promise<readonly WaitingJobs[]> {
  const { rows } = await connection.query(
    `select queue.name as queue, count(job.id)::int as waiting, min(job.start_after) as oldest
     from unnest($1::text[]) queue (name)
     left join ${jobsSchema}.job on job.name = queue.name and job.state in ('created', 'retry', 'active')
       and job.start_after <= now()
     group by queue.name order by queue.name`,
    [queues.map(({ name }) => name)],
  )
  return rows as readonly WaitingJobs[]
}
