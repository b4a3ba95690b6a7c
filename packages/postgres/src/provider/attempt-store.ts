import { createHash } from 'node:crypto'
import type { OpenDatabase } from '../open-database.ts'

export type AttemptStore = {
  /** Takes one try, atomically: 0 when it may go on, else the seconds to wait, and nothing is counted. */
  take(key: string, delays: readonly number[]): Promise<number>
  /** Takes the try back, with the wait that it began. */
  giveBack(key: string): Promise<void>
  /** Forgets all tries at the key. */
  clear(key: string): Promise<void>
}

// The row is made first, so that two first tries meet in its lock; the second sees what the first has written.
const take = `
  insert into attempt as a (key_hash, tries, last_at, free_at)
  select $1, 1, m.now, m.now + make_interval(secs => ($2::double precision[])[1]) from (select latchkey_clock() as now) m
  on conflict (key_hash) do update set
    tries = case when a.last_at > excluded.last_at - interval '1 hour' then a.tries else 0 end + 1,
    last_at = excluded.last_at,
    free_at = excluded.last_at + make_interval(secs => ($2::double precision[])[
      least(case when a.last_at > excluded.last_at - interval '1 hour' then a.tries else 0 end + 1, cardinality($2::double precision[]))])
  where a.free_at <= excluded.last_at
  returning tries`

/** Counts tries at a password; keys are kept as hashes. What nobody touched for a day is forgotten on the way. */
export function createAttemptStore({ engine }: Pick<OpenDatabase, 'engine'>): AttemptStore {
  return {
    async take(key, delays) {
      const taken = await engine.query(take, [hash(key), delays.length === 0 ? [0] : [...delays]])
      if (taken.rows.length > 0) return 0
      const { rows } = await engine.query(
        `select greatest(1, ceil(extract(epoch from free_at - latchkey_clock())))::integer as seconds
         from attempt where key_hash = $1`,
        [hash(key)],
      )
      return Number(rows[0]?.['seconds'] ?? 1)
    },
    async giveBack(key) {
      await engine.query('update attempt set tries = greatest(0, tries - 1), free_at = last_at where key_hash = $1', [
        hash(key),
      ])
    },
    async clear(key) {
      await engine.query("delete from attempt where key_hash = $1 or last_at < latchkey_clock() - interval '1 day'", [
        hash(key),
      ])
    },
  }
}

function hash(key: string): Uint8Array {
  return createHash('sha256').update(key).digest()
}
