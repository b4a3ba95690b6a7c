import { useState } from 'react'

const key = 'latchkey-read'

/** How a reset ended is shown until its reader puts it away: in this tab, until it is closed. */
export function usePutAway(): readonly [string | null, (requestId: string) => void] {
  const [read, setRead] = useState(kept)
  function putAway(requestId: string) {
    setRead(requestId)
    try {
      sessionStorage.setItem(key, requestId)
    } catch {
      // Only this page remembers.
    }
  }
  return [read, putAway]
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}
