import { createHash } from 'node:crypto'
import { getConstructionPlans, PgBoss } from 'pg-boss'
import type { Connection } from '../engine/engine.ts'
import { jobsOn } from './adapter.ts'
import { jobsSchema, queues } from './queues.ts'

const settingKey = 'jobs-installed'

/**
 * Installs the queues, or brings them to this version; false where that has been done. What was installed is
 * remembered as a hash, since asking pg-boss at each start takes longer than the rest of the start.
 */
export async function installJobs(session: Connection): Promise<boolean> {
  const wanted = createHash('sha256')
    .update(getConstructionPlans(jobsSchema))
    .update(JSON.stringify(queues))
    .digest('hex')
  const { rows } = await session.query('select value from setting where key = $1', [settingKey])
  if (rows[0]?.['value'] === wanted) return false
  await install(session)
  await session.query(
    `insert into setting (key, value) values ($1, $2)
     on conflict (key) do update set value = excluded.value, changed_at = latchkey_clock()`,
    [settingKey, wanted],
  )
  return true
}

async function install(session: Connection): Promise<void> {
  const boss = new PgBoss({
    db: jobsOn(session),
    schema: jobsSchema,
    supervise: false,
    schedule: false,
    registerInstance: false,
  })
  const failures: Error[] = []
  boss.on('error', (error) => failures.push(error))
  await boss.start()
  try {
    for (const { name, ...options } of queues) {
      await boss.createQueue(name, options)
      await boss.updateQueue(name, options)
    }
  } finally {
    await boss.stop({ graceful: false, close: false })
  }
  if (failures[0]) throw failures[0]
}
