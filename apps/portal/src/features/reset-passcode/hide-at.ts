import { useEffect } from 'react'
import { useNow } from '../../app/use-now.ts'

/** Hides a secret at a moment of the server's clock, and as soon as the page is left or put in the background memory. */
export function useHideAt(at: number | null, hide: () => void): void {
  const over = useNow(1_000) >= (at ?? Infinity)
  useEffect(() => {
    if (over) hide()
  })
  useEffect(() => {
    addEventListener('pagehide', hide)
    return () => removeEventListener('pagehide', hide)
  })
}
