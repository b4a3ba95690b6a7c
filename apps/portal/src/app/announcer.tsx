import { createContext, use, useMemo, useState, type ReactNode } from 'react'

const AnnounceContext = createContext<(text: string) => void>(() => {})

/** Says something to screen readers, politely, once. */
export function useAnnounce(): (text: string) => void {
  return use(AnnounceContext)
}

/** The page's one live region: two of them talk over each other. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, say] = useState({ text: '', turn: 0 })
  const announce = useMemo(() => (text: string) => say(({ turn }) => ({ text, turn: turn + 1 })), [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="vh" role="status" aria-live="polite" data-announcer>
        {/* A new element each time, so that the same words are heard twice. */}
        <span key={said.turn}>{said.text}</span>
      </div>
    </AnnounceContext>
  )
}
