import type { Engine } from '../engine/engine.ts'

// In the order of devices, so that two batches never wait for each other in a circle; and never back in time.
const statement = `
  insert into sighting (device_id, last_seen_at)
  select distinct device_id, latchkey_clock() from enrolment where id = any($1::uuid[]) order by device_id
  on conflict (device_id) do update set last_seen_at = greatest(sighting.last_seen_at, excluded.last_seen_at)`

/** Writes a batch of sightings. */
export async function seen(engine: Engine, enrolmentIds: readonly string[]): Promise<void> {
  if (enrolmentIds.length > 0) await engine.prepared('seen', statement, [enrolmentIds])
}
