import type { CarryOut } from './effects.ts'
import { expectRow } from './expected.ts'

/** What a decision writes into the device itself. */
export const deviceEffects = {
  async 'device-renamed'({ db }, { deviceId, name }) {
    const { numUpdatedRows } = await db
      .updateTable('device')
      .set({ name })
      .where('id', '=', deviceId)
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow()
    expectRow(numUpdatedRows, 'The device')
  },
} satisfies Partial<CarryOut>
