import type { Device, Ownership } from '@latchkey/portal-api'
import { Trans } from '@lingui/react/macro'
import { Link } from 'react-router'
import { useWhen } from '../../ui/when.ts'

/** What is known of the device. */
export function DeviceFacts({ device }: { device: Device }) {
  const when = useWhen()
  const checked = device.lastCheckedAt ?? device.lastSeenAt
  const at = checked === null ? '' : when.at(checked)
  return (
    <section className="card">
      <dl className="facts two">
        <div>
          <dt>
            <Trans>Original name</Trans>
          </dt>
          <dd>{device.originalName}</dd>
        </div>
        <div>
          <dt>
            <Trans>Operating system</Trans>
          </dt>
          <dd>{systemName(device)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Ownership</Trans>
          </dt>
          <dd>
            {device.ownership === 'personal' ? <Trans>Yours</Trans> : <Trans>Your organisation’s</Trans>}
            {' · '}
            <Link to="/privacy">
              <Trans>Learn more</Trans>
            </Link>
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Status</Trans>
          </dt>
          <dd>
            {device.passcodePresent === false ? (
              <Trans>No passcode set</Trans>
            ) : device.passcodePresent === null ? (
              <Trans>Passcode: not known</Trans>
            ) : (
              <Trans>Protected by a passcode</Trans>
            )}
            <br />
            <span className="muted small">
              {checked === null ? <Trans>Not in touch yet</Trans> : <Trans>Last checked: {at}</Trans>}
            </span>
          </dd>
        </div>
      </dl>
    </section>
  )
}

export function OwnershipWord({ ownership }: { ownership: Ownership }) {
  return ownership === 'personal' ? <Trans>Personal</Trans> : <Trans>Company-owned</Trans>
}

function systemName({ platform, osVersion }: Pick<Device, 'platform' | 'osVersion'>): string {
  const name = {
    ios: 'iOS',
    ipados: 'iPadOS',
    macos: 'macOS',
    android: 'Android',
    'windows-mobile': 'Windows 10 Mobile',
    'windows-phone': 'Windows Phone',
    windows: 'Windows',
  }[platform]
  return osVersion.toLowerCase().startsWith(name.toLowerCase()) ? osVersion : `${name} ${osVersion}`.trim()
}
