import { advance } from '@latchkey/domain'
import type { Database, Effect, Request, Stores } from '@latchkey/domain'
import { inOneCommit } from './commit.ts'
import { settledEffects } from './settled-effects.ts'

const batch = 100

/** Moves what only time moves: unsent too long, silent too long after hand-over, holds that are over, passcodes past their life. */
export function sweep(database: Database): Promise<number> {
  return inOneCommit(database, async (stores) => {
    const overdue = await stores.requests.overdue(batch)
    const due = await stores.requests.holdOver(batch)
    const now = await stores.now()
    const effects = [...overdue, ...due].flatMap((request) => passed(request, now))
    if (effects.length > 0) await stores.commit(effects)
    return effects.length + (await eraseOldPasscodes(stores))
  })
}

function passed(request: Request, now: Date): readonly Effect[] {
  const moved = advance(request, { type: 'time-passed' }, now)
  if (moved === null) return []
  if (moved.state === 'queued') {
    return [
      { type: 'request-moved', request: moved, from: request.state },
      { type: 'announced', personId: moved.personId, topic: 'device', id: moved.deviceId },
      { type: 'wake', enrolmentId: moved.enrolmentId },
    ]
  }
  const ending = moved.state === 'unknown' ? 'unknown' : 'expired'
  return [
    ...settledEffects(request, moved, { kind: 'system' }),
    { type: 'commands-cancelled', requestId: request.id, ending },
  ]
}

function eraseOldPasscodes(stores: Stores): Promise<number> {
  return stores.passcodes.eraseExpired()
}
