import { useEffect, useRef, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { useStart } from './start.ts'

/** The navigation whose page has had the focus: a heading that changes later must not take it again. */
let arrivedBy: string | null = null

/** The page's h1: names the document, and takes the focus after a navigation (not on the first page, not twice). */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  const { organisation, signedIn } = useStart()
  const heading = useRef<HTMLHeadingElement>(null)
  const location = useLocation()
  const { key } = location
  const state: unknown = location.state
  const quiet = (state as { quiet?: boolean } | null)?.quiet === true
  const unread = signedIn?.unreadNotifications ?? 0
  const name = `${unread > 0 ? `(${String(unread)}) ` : ''}${title} · ${organisation.name}`
  useEffect(() => {
    document.title = name
  }, [name])
  useEffect(() => {
    const first = arrivedBy === null
    if (arrivedBy === key) return
    arrivedBy = key
    if (first || quiet) return
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [key, quiet])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  )
}

/** After a step within a page: where the eyes and the screen reader should go on. */
export function focusHeading(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('h1')?.focus())
}
