import type { Device, Request as ActRequest } from '@latchkey/portal-api'

/** What the device page shows of a reset, by product's states: 0 idle, 2b too late, 4 waiting, 5 to 8 how it ended. */
export type Stage =
  | { readonly name: 'idle' }
  | { readonly name: 'too-late' }
  | { readonly name: 'waiting'; readonly request: ActRequest }
  | {
      readonly name: 'temporary'
      readonly until: string
      readonly showable: boolean
      readonly request: ActRequest | null
    }
  | { readonly name: 'removed' | 'unknown' | 'unsent'; readonly request: ActRequest }
  | { readonly name: 'refused'; readonly request: ActRequest }

/** `tooLate`: the sign-in, or the dialog, closed before it was used. `read`: the ended request that was put away. */
export function stageOf(
  device: Pick<Device, 'lastReset' | 'temporaryPasscode'>,
  tooLate: boolean,
  read: string | null,
): Stage {
  const { lastReset, temporaryPasscode } = device
  if (lastReset?.open === true) return { name: 'waiting', request: lastReset }
  if (tooLate) return { name: 'too-late' }
  if (temporaryPasscode !== null) {
    const request = lastReset?.id === temporaryPasscode.requestId ? lastReset : null
    return { name: 'temporary', until: temporaryPasscode.until, showable: temporaryPasscode.showable, request }
  }
  if (lastReset === null || lastReset.id === read) return { name: 'idle' }
  return stageOfEnd(lastReset)
}

function stageOfEnd(request: ActRequest): Stage {
  switch (request.outcome?.result) {
    case 'removed':
      return { name: 'removed', request }
    case 'failed':
    case 'not-supported':
      return { name: 'refused', request }
    case 'unknown':
      return { name: 'unknown', request }
    case 'cancelled':
    case 'expired':
      return { name: 'unsent', request }
    // A temporary passcode that is gone has been put away by its holder, or its day is over.
    case 'temporary-passcode':
    case 'acknowledged':
    case undefined:
      return { name: 'idle' }
  }
}
