import { now } from '../stores/clock.ts'
import { rowOfRequest } from '../stores/request-row.ts'
import type { CarryOut } from './effects.ts'
import { expectRow } from './expected.ts'

/** Requests and the confirmations they are made of. A second open request for a device and act is stale (see races.ts). */
export const requestEffects = {
  async 'request-opened'({ db }, { request }) {
    await db.insertInto('request').values(rowOfRequest(request)).execute()
  },
  async 'request-moved'({ db }, { request, from }) {
    const { state, held_until, handed_over_at, settled_at, outcome, late } = rowOfRequest(request)
    const { numUpdatedRows } = await db
      .updateTable('request')
      .set({ state, held_until, handed_over_at, settled_at, outcome, late })
      .where('id', '=', request.id)
      .where('state', '=', from)
      .executeTakeFirstOrThrow()
    expectRow(numUpdatedRows, 'The request')
  },
  async 'confirmation-consumed'({ db }, { confirmationId }) {
    const { numUpdatedRows } = await db
      .updateTable('confirmation')
      .set({ state: 'consumed', consumed_at: now })
      .where('id', '=', confirmationId)
      .where('state', '=', 'verified')
      .executeTakeFirstOrThrow()
    expectRow(numUpdatedRows, 'The confirmation')
  },
} satisfies Partial<CarryOut>
