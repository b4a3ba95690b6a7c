import type { Query } from './device-origin.ts'

/** What the database knows, at one moment. */
export type Figures = {
  readonly openRequests: Readonly<Record<string, number>>
  /** Seconds since the oldest request that waits for its device was asked for; 0 when none waits. */
  readonly oldestUnsent: number
  readonly enrolments: Readonly<Record<string, number>>
  /** Enrolled devices that have not called for seven days. */
  readonly silent: number
  readonly pushDead: number
  /** Enrolled Apple devices that have no unlock token in escrow: their passcode can't be removed. */
  readonly tokensMissing: number
  readonly noticesWaiting: number
  /** Refused sign-ins for an act, of the last 24 hours, by reason. */
  readonly refusedStepUps: Readonly<Record<string, number>>
}

const open = `('awaiting-approval', 'approved', 'held', 'queued', 'handed-over', 'accepted')`

/** Each is answered from a partial index, or from a table that stays small. */
const statements = {
  requests: `select state as name, count(*)::int as count from request where state in ${open} group by state`,
  oldest: `select coalesce(extract(epoch from latchkey_clock() - min(asked_at)), 0)::int as count
    from request where state = 'queued'`,
  enrolments: `select state as name, count(*)::int as count from enrolment where state <> 'ended' group by state`,
  silent: `select count(*)::int as count from enrolment left join sighting using (device_id)
    where state = 'enrolled' and coalesce(last_seen_at, enrolled_at) < latchkey_clock() - interval '7 days'`,
  pushDead: `select count(*)::int as count from enrolment where state = 'enrolled' and push_dead_since is not null`,
  tokensMissing: `select count(*)::int as count from enrolment where state = 'enrolled' and channel = 'apple'
    and not exists (select from unlock_token
      where enrolment_id = enrolment.id and erased_at is null and set_aside_at is null)`,
  notices: `select count(*)::int as count from jobs.job where name = 'notice' and state in ('created', 'retry')`,
  refused: `select failure as name, count(*)::int as count from confirmation
    where state in ('failed', 'expired') and signed_out_at > latchkey_clock() - interval '24 hours'
    group by failure order by 2 desc limit 20`,
}

/** Reads them one after the other: never more than one connection. */
export async function readFigures(query: Query): Promise<Figures> {
  const named = async (text: string) => {
    const { rows } = await query(text)
    return Object.fromEntries(
      rows.map((row) => [typeof row['name'] === 'string' ? row['name'] : 'unknown', Number(row['count'])]),
    )
  }
  const one = async (text: string) => Number((await query(text)).rows[0]?.['count'] ?? 0)
  return {
    openRequests: await named(statements.requests),
    oldestUnsent: await one(statements.oldest),
    enrolments: await named(statements.enrolments),
    silent: await one(statements.silent),
    pushDead: await one(statements.pushDead),
    tokensMissing: await one(statements.tokensMissing),
    noticesWaiting: await one(statements.notices),
    refusedStepUps: await named(statements.refused),
  }
}
