import type { OpenDatabase } from '../open-database.ts'

export type ProviderPayload = Readonly<Record<string, unknown>>

export type ProviderRecordStore = {
  /** `expiresIn` in seconds; null: does not expire. */
  upsert(kind: string, id: string, payload: ProviderPayload, expiresIn: number | null): Promise<void>
  find(kind: string, id: string): Promise<ProviderPayload | null>
  findByUid(kind: string, uid: string): Promise<ProviderPayload | null>
  findByUserCode(kind: string, userCode: string): Promise<ProviderPayload | null>
  /** Sets `consumed` in the payload to the time in seconds. */
  consume(kind: string, id: string): Promise<void>
  destroy(kind: string, id: string): Promise<void>
  revokeByGrantId(kind: string, grantId: string): Promise<void>
  /** Deletes what has expired; returns how many. */
  removeExpired(): Promise<number>
}

const consumedAt = `payload || coalesce(jsonb_build_object('consumed', floor(extract(epoch from consumed_at))::bigint), '{}')`
const found = `
  select case when consumed_at is null then payload else ${consumedAt} end as payload from provider_record
  where model = $1 and (expires_at is null or expires_at > (select latchkey_clock()))`

/** Records of the OpenID library, by kind and id; one that has expired is not found. */
export function createProviderRecordStore({ engine }: Pick<OpenDatabase, 'engine'>): ProviderRecordStore {
  const one = async (text: string, values: readonly unknown[]): Promise<ProviderPayload | null> =>
    ((await engine.query(text, values)).rows[0]?.['payload'] as ProviderPayload | undefined) ?? null
  return {
    async upsert(kind, id, payload, expiresIn) {
      await engine.query(
        `insert into provider_record (model, id, payload, grant_id, user_code, uid, expires_at)
         values ($1, $2, $3::jsonb, $4, $5, $6, latchkey_clock() + make_interval(secs => $7::double precision))
         on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
           user_code = excluded.user_code, uid = excluded.uid, expires_at = excluded.expires_at`,
        [
          kind,
          id,
          JSON.stringify(payload),
          text(payload['grantId']),
          text(payload['userCode']),
          text(payload['uid']),
          expiresIn,
        ],
      )
    },
    find: (kind, id) => one(`${found} and id = $2`, [kind, id]),
    findByUid: (kind, uid) => one(`${found} and uid = $2`, [kind, uid]),
    findByUserCode: (kind, userCode) => one(`${found} and user_code = $2`, [kind, userCode]),
    async consume(kind, id) {
      await engine.query(
        'update provider_record set consumed_at = coalesce(consumed_at, latchkey_clock()) where model = $1 and id = $2',
        [kind, id],
      )
    },
    async destroy(kind, id) {
      await engine.query('delete from provider_record where model = $1 and id = $2', [kind, id])
    },
    async revokeByGrantId(kind, grantId) {
      await engine.query('delete from provider_record where model = $1 and grant_id = $2', [kind, grantId])
    },
    async removeExpired() {
      const { count } = await engine.query('delete from provider_record where expires_at <= (select latchkey_clock())')
      return count
    },
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
