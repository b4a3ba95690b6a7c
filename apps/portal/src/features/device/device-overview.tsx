import type { CommandState, Device } from '@latchkey/portal-api'
import { Trans } from '@lingui/react/macro'
import { Link } from 'react-router'
import { Heading } from '../../app/heading.tsx'
import { Doorway, lampOf } from '../../ui/doorway.tsx'
import { ActivityLog } from '../activity/activity-log.tsx'
import { DeviceFacts, OwnershipWord } from './device-facts.tsx'
import { ReadinessBox } from './readiness-box.tsx'

type OverviewProps = {
  readonly device: Device
  readonly onReset: () => void
  readonly onCommand: (command: CommandState) => void
}

/** State 0: the device as it is. */
export function DeviceOverview({ device, onReset, onCommand }: OverviewProps) {
  const { lastFour } = device
  return (
    <div className="wrap dev">
      <div className="dev-id">
        <div className="door-frame">
          <Doorway device={device} lamp={lampOf(device)} />
        </div>
        <div>
          <Heading title={device.name} />
          <p>{[device.maker, device.model].filter(Boolean).join(' · ')}</p>
          <ul className="tags">
            <li className="tag">
              <OwnershipWord ownership={device.ownership} />
            </li>
            {lastFour !== null && (
              <li className="tag">
                <Trans>Serial … {lastFour}</Trans>
              </li>
            )}
          </ul>
        </div>
      </div>
      <div className="stack">
        <ReadinessBox device={device} onReset={onReset} />
        <DeviceFacts device={device} onAct={onCommand} />
        <section className="card" aria-labelledby="activity-title">
          <div className="head-row">
            <h2 id="activity-title">
              <Trans>Activity</Trans>
            </h2>
            <Link className="small" to="/activity">
              <Trans>See all</Trans>
            </Link>
          </div>
          <ActivityLog entries={device.activity.slice(0, 6)} />
        </section>
      </div>
    </div>
  )
}
