import { Trans } from '@lingui/react/macro'
import { Doorway } from '../../ui/doorway.tsx'
import { AddingComesLater } from './gray-banner.tsx'

/** One dark door, and what to do. */
export function NoDevices() {
  return (
    <div className="card nobody">
      <Doorway device={{ platform: 'android', form: 'phone' }} lamp="dark" />
      <div className="stack">
        <p className="lead">
          <Trans>No device stands behind your name yet.</Trans>
        </p>
        <AddingComesLater />
      </div>
    </div>
  )
}
