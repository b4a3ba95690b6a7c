import { openStates, sentStates, silence, unsentStates } from '@latchkey/domain'
import type { Request, RequestStore } from '@latchkey/domain'
import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { fromNow, now } from './clock.ts'
import { isId } from './ids.ts'
import { requestOf } from './request-row.ts'

/** Requests. Locks go device, request, command. */
export function requestStore(db: Kysely<Schema>): RequestStore {
  const select = () => db.selectFrom('request').selectAll()
  const many = async (query: ReturnType<typeof select>): Promise<readonly Request[]> =>
    (await query.execute()).map(requestOf)
  const one = async (query: ReturnType<typeof select>): Promise<Request | null> =>
    (await many(query.limit(1)))[0] ?? null
  const openOf = (deviceId: string) =>
    select().where('device_id', '=', deviceId).where('state', 'in', openStates).orderBy('asked_at')
  return {
    byId: async (id, options) =>
      isId(id)
        ? one(
            select()
              .where('id', '=', id)
              .$if(options?.lock ?? false, (query) => query.forNoKeyUpdate()),
          )
        : null,
    async visibleTo(personId, id) {
      if (!isId(personId) || !isId(id)) return null
      return one(select().where('id', '=', id).where(askedOrHeldBy(personId)))
    },
    openFor: async (deviceId, act) => (isId(deviceId) ? one(openOf(deviceId).where('act', '=', act)) : null),
    openOfDevice: async (deviceId) => (isId(deviceId) ? many(openOf(deviceId)) : []),
    async openOfPerson(personId) {
      if (!isId(personId)) return []
      const open = select().where('state', 'in', openStates).where(askedOrHeldBy(personId))
      return many(open.orderBy('device_id').orderBy('id'))
    },
    recent: ({ openOnly, limit }) =>
      many(
        select()
          .$if(openOnly, (query) => query.where('state', 'in', openStates))
          .orderBy('asked_at', 'desc')
          .orderBy('id')
          .limit(limit),
      ),
    async unsent() {
      const row = await db
        .selectFrom('request')
        .where('state', 'in', unsentStates)
        .select((select) => [select.fn.countAll<string>().as('count'), select.fn.min('asked_at').as('oldest')])
        .executeTakeFirstOrThrow()
      return { count: Number(row.count), oldest: row.oldest }
    },
    ofDevice: async (deviceId, limit) =>
      isId(deviceId)
        ? many(select().where('device_id', '=', deviceId).orderBy('asked_at', 'desc').orderBy('id').limit(limit))
        : [],
    overdue: (limit) =>
      many(
        select()
          .where('id', 'in', (one) =>
            one
              .selectFrom('request as unsent')
              .select('unsent.id')
              .where('unsent.state', 'in', unsentStates)
              .where('unsent.unsent_until', '<', now)
              .unionAll(
                one
                  .selectFrom('request as sent')
                  .select('sent.id')
                  .where('sent.state', 'in', sentStates)
                  .where('sent.handed_over_at', '<', fromNow(-silence / 1000)),
              )
              .limit(limit),
          )
          .where('state', 'in', openStates)
          .orderBy('id')
          .forNoKeyUpdate()
          .skipLocked(),
      ),
    holdOver: (limit) =>
      many(
        select()
          .where('state', '=', 'held')
          .where('held_until', '<=', now)
          .orderBy('held_until')
          .limit(limit)
          .forNoKeyUpdate()
          .skipLocked(),
      ),
  }
}

/** Asked by this person, or for a device that they hold. */
function askedOrHeldBy(personId: string) {
  return (where: ExpressionBuilder<Schema, 'request'>) =>
    where.or([
      where('person_id', '=', personId),
      where.exists(
        where
          .selectFrom('device')
          .select('device.id')
          .whereRef('device.id', '=', 'request.device_id')
          .where('device.holder_id', '=', personId),
      ),
    ])
}
