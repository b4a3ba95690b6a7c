import type { SignedIn } from '@latchkey/portal-api'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react'
import { useParts } from './parts.tsx'
import { setSignedIn } from './set-signed-in.ts'
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
  const idle = Date.parse(signedIn.idleUntil)
  const absolute = Date.parse(signedIn.absoluteUntil)
  const left = Math.min(idle, absolute) - now
  const warned = left <= warnBefore

  const stay = useCallback(() => {
    lastTold.current = clock.now()
    api.post<SignedIn>('/api/session/extend').then(
      (next) => setSignedIn(queries, next),
      () => {},
    )
  }, [api, clock, queries])

  useEffect(() => {
    if (left <= 0) onEnded()
  }, [left, onEnded])

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

  if (!warned || left <= 0) return null
  return (
    <Suspense fallback={null}>
      <SessionWarning until={Math.min(idle, absolute)} onStay={absolute <= idle ? null : stay} />
    </Suspense>
  )
}
