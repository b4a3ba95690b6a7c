import { useEffect, useId, useRef, useState, type ReactNode } from 'react'

type FlyoutProps = {
  readonly label: string
  readonly button: ReactNode
  readonly className?: string
  /** Drawn only while it is open. */
  readonly children: (close: () => void) => ReactNode
  readonly onOpen?: () => void
  readonly onClose?: () => void
}

/** A button and what it discloses below the header. Esc, a press elsewhere or leaving with Tab close it. */
export function Flyout({ label, button, className, children, onOpen, onClose }: FlyoutProps) {
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const id = useId()

  function close() {
    setOpen(false)
    onClose?.()
  }
  function press() {
    if (open) return close()
    setOpen(true)
    onOpen?.()
  }

  useEffect(() => {
    if (!open) return
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) close()
    }
    document.addEventListener('pointerdown', closeOutside)
    document.addEventListener('focusin', closeOutside)
    return () => {
      document.removeEventListener('pointerdown', closeOutside)
      document.removeEventListener('focusin', closeOutside)
    }
  })

  return (
    <div
      ref={place}
      className="flyout"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        close()
        trigger.current?.focus()
      }}
    >
      <button
        ref={trigger}
        type="button"
        className={`ib ${className ?? ''}`}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={press}
      >
        {button}
        <span className="vh">{label}</span>
      </button>
      {open && (
        <div className="fly" id={id}>
          {children(close)}
        </div>
      )}
    </div>
  )
}
