import { silence } from '@latchkey/domain'

/*
 * What may be handed to a device, in one place. `c` is the command, `r` its request (if it has one), `m.now` the time.
 * Silent for too long counts as unknown even before the sweeper has said so: nothing is handed out then.
 */

/** A request that still stands: open, not held back, not past its unsent life, not silent too long. */
export const standing = `r.state in ('queued', 'held', 'handed-over')
  and (r.held_until is null or r.held_until <= m.now)
  and r.unsent_until >= m.now
  and (r.handed_over_at is null or r.handed_over_at >= m.now - interval '${silence} milliseconds')`

/** Unsent, or put back to be tried again. */
export const unsent = `c.state = 'queued'`

/** After an Idle also: put off, and what may run twice without harm and was never reported, at most twice more. */
export const afterIdle = `(c.state in ('queued', 'not-now')
  or c.state = 'handed-over' and c.kind in ('clear-passcode', 'device-information') and c.times_handed_over < 3)`

/** One row when the enrolment ($1) has something unsent or put off. */
export const somethingUnsent = `
  select 1 from command c left join request r on r.id = c.request_id cross join (select latchkey_clock() as now) m
  where c.enrolment_id = $1 and c.state in ('queued', 'not-now') and (c.request_id is null or (${standing}))
  limit 1`
