import { advance, type Effect, type Request, type Stores } from '@latchkey/domain'
import { settledEffects } from '../../acts/settled-effects.ts'

/**
 * What ends when a device enrols anew or leaves: unsent requests are cancelled; of those handed over only the device
 * knows, so their commands are never handed out again and time closes the requests as unknown (domain, requests/life).
 */
export async function endOpenRequests(stores: Stores, deviceId: string): Promise<readonly Effect[]> {
  const open = await stores.requests.openOfDevice(deviceId)
  if (open.length === 0) return []
  const now = await stores.now()
  return open.flatMap((request) => endRequest(request, now))
}

function endRequest(request: Request, now: Date): readonly Effect[] {
  const cancelled = advance(request, { type: 'cancelled', by: 'enrolment-ended' }, now)
  if (cancelled === null) return [{ type: 'commands-cancelled', requestId: request.id, ending: 'unknown' }]
  return [
    ...settledEffects(request, cancelled, { kind: 'device' }),
    { type: 'commands-cancelled', requestId: request.id, ending: 'cancelled' },
  ]
}
