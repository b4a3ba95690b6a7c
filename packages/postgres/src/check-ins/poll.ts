import type { CheckInEnrolment } from '@latchkey/domain'
import type { Engine } from '../engine/engine.ts'
import { afterIdle, standing } from './offerable.ts'

const statement = `
  select e.id, e.device_id, e.channel_id, e.state,
    e.state = 'enrolled' and exists (
      select from command c
        left join request r on r.id = c.request_id
        cross join (select latchkey_clock() as now) m
      where c.enrolment_id = e.id and ${afterIdle} and (c.request_id is null or (${standing}))
    ) as waiting
  from enrolment e
  where e.certificate_hash = $1
  order by e.state = 'ended', e.introduced_at desc, e.generation desc
  limit 1`

type Row = {
  readonly id: string
  readonly device_id: string
  readonly channel_id: string
  readonly state: CheckInEnrolment['state']
  readonly waiting: boolean
}

/** Who is this certificate, and is anything waiting? Writes nothing. */
export async function poll(engine: Engine, certificateHash: Uint8Array): Promise<CheckInEnrolment | null> {
  const { rows } = await engine.prepared('poll', statement, [certificateHash])
  const row = rows[0] as Row | undefined
  if (row === undefined) return null
  return {
    enrolmentId: row.id,
    deviceId: row.device_id,
    channelId: row.channel_id,
    state: row.state,
    waiting: row.waiting,
  }
}
