import type { Queue } from 'pg-boss'

/** pg-boss's own tables stand apart from ours. */
export const jobsSchema = 'jobs'

const day = 24 * 60 * 60

/**
 * The durable queues. A wake is rung again by its own schedule (see work.ts), so that its retries only cover a handler
 * that threw; a notice is tried for a day, at first after seconds, then hourly.
 */
export const queues: readonly Queue[] = [
  {
    name: 'wake',
    notify: true,
    retryLimit: 5,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 60,
    retentionSeconds: day,
    deleteAfterSeconds: 60 * 60,
  },
  {
    name: 'notice',
    notify: true,
    retryLimit: 32,
    retryDelay: 10,
    retryBackoff: true,
    retryDelayMax: 60 * 60,
    expireInSeconds: 5 * 60,
    retentionSeconds: 2 * day,
    deleteAfterSeconds: day,
  },
]
