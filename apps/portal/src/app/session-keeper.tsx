import type { SignedIn, Start } from '@latchkey/portal-api'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react'
import { useParts } from './parts.tsx'
import { setSignedIn } from './set-signed-in.ts'
import { startKey } from './start.ts'
import { useNow } from './use-now.ts'

const SessionWarning = lazy(() => import('./session-warning.tsx'))

/** Warn this long before the end, in milliseconds. */
export const warnBefore = 2 * 60_000
/** A person at work keeps the session; told to the server at most this often, in milliseconds. */
const tellEvery = 90_000

/** Ends, warns and prolongs: the session lives while the person does something, not while a page is open. */
export function SessionKeeper({ signedIn, onEnded }: { signedIn: SignedIn; onEnded: () => void }) {
  const { api, clock } = useParts()
  const queries = useQueryClient()
  const now = useNow(1_000)
  const lastTold = useRef(0)
  const left = endOf(signedIn) - now
  const warned = left <= warnBefore

  const stay = useCallback(() => {
    lastTold.current = clock.now()
    api.post<SignedIn>('/api/session/extend').then(
      (next) => setSignedIn(queries, next),
      () => {},
    )
  }, [api, clock, queries])

  // Another tab may have prolonged it meanwhile: ask before warning, and once more before the end.
  const over = left <= 0
  useEffect(() => {
    if (!warned) return
    void queries.refetchQueries({ queryKey: startKey }).finally(() => {
      const told = queries.getQueryData<Start>(startKey)?.signedIn
      if (over && (told == null || endOf(told) <= clock.now())) onEnded()
    })
  }, [warned, over, queries, clock, onEnded])

  useEffect(() => {
    // Once the warning is up, only its button counts: a phone in a pocket must not prolong.
    if (warned) return
    const atWork = () => {
      if (clock.now() - lastTold.current > tellEvery) stay()
    }
    lastTold.current = clock.now()
    addEventListener('pointerdown', atWork)
    addEventListener('keydown', atWork)
    return () => {
      removeEventListener('pointerdown', atWork)
      removeEventListener('keydown', atWork)
    }
  }, [warned, stay, clock])

  if (!warned || over) return null
  return (
    <Suspense fallback={null}>
      <SessionWarning until={endOf(signedIn)} onStay={signedIn.absoluteUntil <= signedIn.idleUntil ? null : stay} />
    </Suspense>
  )
}

/** Whichever limit comes first, in milliseconds since 1970. */
function endOf({ idleUntil, absoluteUntil }: SignedIn): number {
  return Math.min(Date.parse(idleUntil), Date.parse(absoluteUntil))
}
