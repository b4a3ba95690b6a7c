import { advance, refuse, sentStates } from '@latchkey/domain'
import type { Database, Refusal, Request } from '@latchkey/domain'
import { inOneCommit } from './commit.ts'
import { settledEffects } from './settled-effects.ts'

/** Cancels an unsent request of the person's; refused once it was handed over, since only the device knows then. */
export function cancelRequest(database: Database, personId: string, requestId: string): Promise<Request | Refusal> {
  return inOneCommit(database, async (stores) => {
    if ((await stores.requests.visibleTo(personId, requestId)) === null) return refuse('not-found')
    const request = await stores.requests.byId(requestId, { lock: true })
    if (request === null) return refuse('not-found')
    const cancelled = advance(request, { type: 'cancelled', by: 'holder' }, await stores.now())
    if (cancelled === null) return refuse(sentStates.includes(request.state) ? 'already-handed-over' : 'already-closed')
    await stores.commit([
      ...settledEffects(request, cancelled, { kind: 'person', personId }),
      { type: 'commands-cancelled', requestId, ending: 'cancelled' },
    ])
    return cancelled
  })
}
