import { Trans } from '@lingui/react/macro'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { Icon } from '../../ui/icon.tsx'

/** Which device are you using, or add one; not asked on a borrowed device. */
export function GrayBanner() {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <button type="button" className="gray" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon name="info" />
        <span>
          <Trans>Tell us which device you’re using, or add a new one.</Trans>
        </span>
        <Icon name="next" />
      </button>
      <div id={id} hidden={!open} className="card gray-more">
        <AddingComesLater />
      </div>
    </>
  )
}

export function AddingComesLater() {
  return (
    <>
      <h2>
        <Trans>Add a device</Trans>
      </h2>
      <p>
        <Trans>
          Adding a device from here isn’t possible yet in this version. Support can add yours:{' '}
          <Link to="/contact">Contact support</Link>.
        </Trans>
      </p>
    </>
  )
}
