import type { DeviceTile } from '@latchkey/portal-api'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Doorway, lampOf } from './doorway.tsx'
import { Icon } from './icon.tsx'

type DialogFrameProps = {
  readonly title: string
  readonly under?: ReactNode
  readonly device?: DeviceTile
  /** Esc and × do this, the same as Cancel. A press beside the dialog does nothing: it is most often a slip. */
  readonly onClose: () => void
  /** Which of its contents it shows: when that changes, reading begins at the title again. */
  readonly step?: string
  readonly children: ReactNode
}

/**
 * A dialog as this house draws it: door, title, what it is about, contents, ×. The browser's own modal dialog keeps
 * the focus in, makes the page behind inert, and gives the focus back; opened, it is read from its title on, or from
 * the field marked `data-first`.
 */
export function DialogFrame({ title, under, device, onClose, step, children }: DialogFrameProps) {
  const { t } = useLingui()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  // Closed before React takes it out of the document: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    const first = element?.querySelector<HTMLElement>('[data-first]') ?? heading.current
    first?.focus()
    return () => element?.close()
  }, [])

  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    heading.current?.focus()
  }, [step])

  return (
    <dialog
      ref={dialog}
      className="dlg-surface"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={() => {
        // A browser may insist on a second Esc.
        if (dialog.current?.open === false) onClose()
      }}
    >
      <div className="dlg">
        <div className="dlg-top">
          {device !== undefined && <Doorway device={device} lamp={lampOf(device)} />}
          <div>
            <h2 id={id} ref={heading} tabIndex={-1} className="dlg-title">
              {title}
            </h2>
            {under !== undefined && <div className="under">{under}</div>}
          </div>
        </div>
        {children}
        <button type="button" className="x" aria-label={t`Close`} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
    </dialog>
  )
}
