import type { HandedOver } from '@latchkey/domain'
import type { Engine } from '../engine/engine.ts'
import { afterIdle, standing, unsent } from './offerable.ts'

/*
 * One statement: choose, lock, commit the hand-over of command and request, write it into the audit log, tell the
 * holder's pages, and answer with the sealed key that fits.
 *
 * Locks go request, then command, as in every transaction here. A second hand-out of the same command waits for the
 * first, sees what it wrote, and finds nothing; so does one that waits for a cancellation. `before` holds the counts as
 * this statement found them: what somebody else has handed over meanwhile is not for us, even after an Idle. A question
 * of our own that a device has left unanswered never stands before what a person asked for.
 */
const statement = (offered: string) => `
  with m as materialized (select latchkey_clock() as now),
  before as materialized (select id, times_handed_over from command where enrolment_id = $1),
  asked as materialized (
    select c.id, c.number from command c
      join before b on b.id = c.id and b.times_handed_over = c.times_handed_over
      join request r on r.id = c.request_id
      join enrolment e on e.id = c.enrolment_id
      cross join m
    where c.enrolment_id = $1 and e.state = 'enrolled' and ${offered} and ${standing}
    order by c.number limit 1
    for no key update of r, c
  ),
  ours as materialized (
    select c.id, c.number from command c
      join before b on b.id = c.id and b.times_handed_over = c.times_handed_over
      join enrolment e on e.id = c.enrolment_id
    where c.enrolment_id = $1 and e.state = 'enrolled' and ${offered} and c.request_id is null
      and c.number < coalesce((select number from asked), 9223372036854775807)
      and (c.state <> 'handed-over' or not exists (select from asked))
    order by c.number limit 1
    for no key update of c
  ),
  handed as (
    update command c
    set state = 'handed-over', handed_over_at = m.now, times_handed_over = c.times_handed_over + 1
    from m, (select * from asked union all select * from ours order by number limit 1) as chosen
    where c.id = chosen.id
    returning c.id, c.request_id, c.enrolment_id, c.kind, c.times_handed_over, c.use_previous_token
  ),
  moved as (
    update request r set state = 'handed-over', handed_over_at = coalesce(r.handed_over_at, m.now)
    from handed, m where r.id = handed.request_id
  ),
  told as (
    select handed.*, e.device_id, d.holder_id, p.number as holder_number
    from handed
      join enrolment e on e.id = handed.enrolment_id
      join device d on d.id = e.device_id
      left join person p on p.id = d.holder_id
  ),
  logged as (
    insert into audit_event (actor_kind, what, subject_number, device_id, request_id, detail)
    select 'device', 'command-handed-over', holder_number, device_id, request_id,
      jsonb_build_object('command', id, 'kind', kind, 'times', times_handed_over)
    from told
  )
  select told.id, told.request_id, told.device_id, told.kind, told.times_handed_over,
    case when told.kind = 'clear-passcode' then (
      select sealed from unlock_token t
      where t.enrolment_id = told.enrolment_id and t.erased_at is null
        and (t.set_aside_at is not null) = told.use_previous_token
      order by t.id desc limit 1
    ) end as sealed_token,
    case when told.request_id is not null and told.holder_id is not null then
      pg_notify('latchkey', json_build_object('type', 'changed', 'personId', told.holder_id, 'topic', 'device', 'id', told.device_id)::text)::text ||
      pg_notify('latchkey', json_build_object('type', 'changed', 'personId', told.holder_id, 'topic', 'request', 'id', told.request_id)::text)::text
    end as notified
  from told`

const statementAfterIdle = statement(afterIdle)
const statementInSession = statement(unsent)

type Row = {
  readonly id: string
  readonly request_id: string | null
  readonly device_id: string
  readonly kind: HandedOver['kind']
  readonly times_handed_over: number
  readonly sealed_token: Uint8Array | null
}

/** Takes the next command and commits its hand-over before it returns; one statement. */
export async function handOver(
  engine: Engine,
  enrolmentId: string,
  options: { readonly afterIdle: boolean },
): Promise<HandedOver | null> {
  const { rows } = options.afterIdle
    ? await engine.prepared('hand-over-after-idle', statementAfterIdle, [enrolmentId])
    : await engine.prepared('hand-over', statementInSession, [enrolmentId])
  const row = rows[0] as Row | undefined
  if (row === undefined) return null
  return {
    commandId: row.id,
    requestId: row.request_id,
    deviceId: row.device_id,
    kind: row.kind,
    sealedToken: row.sealed_token,
    timesHandedOver: row.times_handed_over,
  }
}
