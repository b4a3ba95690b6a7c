import { createContext, use } from 'react'
import type { Api } from './api.ts'
import type { ServerClock } from './server-clock.ts'

/** What the pages need from outside; tests pass their own. */
export type Parts = {
  readonly api: Api
  readonly clock: ServerClock
  /** Leaves this page for another document. `forget`: it can't be gone back to. */
  readonly leave: (location: string, forget?: boolean) => void
}

export const PartsContext = createContext<Parts | null>(null)

export function useParts(): Parts {
  const parts = use(PartsContext)
  if (parts === null) throw new Error('PartsContext is missing')
  return parts
}
