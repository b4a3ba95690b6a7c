import { createHash } from 'node:crypto'
import { getConstructionPlans } from 'pg-boss'
import { jobsSchema, queues } from '../jobs/queues.ts'
import { readMigrations } from '../migrate/files.ts'

/** What a migrated database is made of; a template made of anything else is not used. */
export function schemaFingerprint(): string {
  const hash = createHash('sha256')
  for (const { checksum } of readMigrations()) hash.update(checksum)
  hash.update(getConstructionPlans(jobsSchema)).update(JSON.stringify(queues))
  return hash.digest('hex').slice(0, 16)
}
