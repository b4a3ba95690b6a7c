import type { AskConfirmation } from '@latchkey/portal-api'
import { useState, type ReactNode } from 'react'
import { asProblem } from '../../app/problem-error.ts'
import { useParts } from '../../app/parts.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

type StartAgainProps = {
  readonly label: ReactNode
  /** Without one: what this browser began last. */
  readonly deviceId?: string
  readonly act?: AskConfirmation['act']
  readonly big?: boolean
}

/** One press: a new five minutes for the same device, and straight to the sign-in page. */
export function StartAgain({ label, deviceId, act = 'reset-passcode', big }: StartAgainProps) {
  const { api, leave } = useParts()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  function again() {
    if (busy) return
    setBusy(true)
    setError(null)
    const asked =
      deviceId === undefined
        ? api.post<{ location: string }>('/api/confirmation/again')
        : api.post<{ location: string }>(`/api/devices/${encodeURIComponent(deviceId)}/confirmations`, {
            act,
          })
    asked.then(
      ({ location }) => leave(location),
      (problem: unknown) => {
        // Nothing of it is left to start again: the start page is the way in.
        if (deviceId === undefined && asProblem(problem).code === 'not-found') return leave('/')
        setBusy(false)
        setError(problem)
      },
    )
  }

  return (
    <>
      <button type="button" className={`btn primary ${big ? 'big' : ''}`} aria-disabled={busy} onClick={again}>
        {label}
      </button>
      {error !== null && <ProblemNote error={error} />}
    </>
  )
}
