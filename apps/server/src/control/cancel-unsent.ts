import { advance } from '@latchkey/domain'
import type { Outcome, Request, Stores } from '@latchkey/domain'
import { settledEffects } from '../acts/settled-effects.ts'
import type { Operator } from './parts.ts'

type Reason = Extract<Outcome, { result: 'cancelled' }>['by']

/** Which requests (by their references) were cancelled, and which are out of reach, since the device has them. */
export type Cancelled = { readonly cancelled: readonly string[]; readonly underWay: readonly string[] }

/** Cancels those of these open requests that are unsent; each device and request is locked, in this order. */
export async function cancelUnsent(
  stores: Stores,
  requests: readonly Request[],
  reason: Reason,
  by: Operator,
): Promise<Cancelled> {
  const cancelled: string[] = []
  const underWay: string[] = []
  const now = await stores.now()
  for (const { id, deviceId } of requests) {
    await stores.devices.byId(deviceId, { lock: true })
    const request = await stores.requests.byId(id, { lock: true })
    if (request === null || request.settledAt !== null) continue
    const after = advance(request, { type: 'cancelled', by: reason }, now)
    if (after === null) {
      underWay.push(request.reference)
      continue
    }
    await stores.commit([
      ...settledEffects(request, after, by),
      { type: 'commands-cancelled', requestId: id, ending: 'cancelled' },
    ])
    cancelled.push(request.reference)
  }
  return { cancelled, underWay }
}

/** What became of requests, in a sentence; empty when there were none. */
export function inWords({ cancelled, underWay }: Cancelled): string {
  return [
    cancelled.length > 0 ? `Cancelled before they were sent: ${cancelled.join(', ')}.` : '',
    underWay.length > 0 ? `Already with the device, and not to be called back: ${underWay.join(', ')}.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}
