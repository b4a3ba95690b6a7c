import { useCallback, useSyncExternalStore } from 'react'
import { useParts } from './parts.tsx'

/** The server's time, told again every `step` milliseconds; rounded down to it. */
export function useNow(step: number): number {
  const { clock } = useParts()
  const subscribe = useCallback(
    (tell: () => void) => {
      const timer = setInterval(tell, step)
      return () => clearInterval(timer)
    },
    [step],
  )
  return useSyncExternalStore(subscribe, () => Math.floor(clock.now() / step) * step)
}
