import { Dialog, DialogBody, DialogSurface, DialogTitle, useFocusFinders } from '@fluentui/react-components'
import type { DeviceTile } from '@latchkey/portal-api'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useState, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { Doorway, lampOf } from './doorway.tsx'
import { Fluent } from './fluent.tsx'
import { Icon } from './icon.tsx'

type DialogFrameProps = {
  readonly title: string
  readonly under?: ReactNode
  readonly device?: DeviceTile
  /** Esc and × do this, the same as Cancel. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog as this house draws it: door, title, what it is about, ×, contents. Focus goes in, stays in, and comes back. */
export function DialogFrame({ title, under, device, onClose, children }: DialogFrameProps) {
  const { t } = useLingui()
  useEffect(keepFocusManager, [])
  useGiveFocusBack()
  return (
    <Fluent>
      <Dialog
        open
        modalType="modal"
        onOpenChange={(_event, { open, type }) => {
          // A press beside the dialog is most often a slip of the thumb.
          if (!open && type !== 'backdropClick') onClose()
        }}
      >
        <DialogSurface className="dlg-surface">
          <DialogBody className="dlg">
            <div className="dlg-top">
              {device !== undefined && <Doorway device={device} lamp={lampOf(device)} />}
              <div>
                <DialogTitle as="h2" className="dlg-title">
                  {title}
                </DialogTitle>
                {under !== undefined && <div className="under">{under}</div>}
              </div>
            </div>
            {children}
            <button type="button" className="x" aria-label={t`Close`} onClick={onClose}>
              <Icon name="close" />
            </button>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </Fluent>
  )
}

/** Where the focus was before; it goes back there unless something else has taken it by then. */
function useGiveFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const lost = document.activeElement === null || document.activeElement === document.body
        if (lost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    },
    [before],
  )
}

let kept = false

/**
 * Fluent's focus manager hides the page behind a dialog from screen readers, and ends with its last user before it has
 * shown the page again. So one user stays, outside of the document.
 */
function keepFocusManager(): void {
  if (kept) return
  kept = true
  createRoot(document.createElement('div')).render(
    <Fluent>
      <UserOfFocusManager />
    </Fluent>,
  )
}

function UserOfFocusManager() {
  useFocusFinders()
  return null
}
