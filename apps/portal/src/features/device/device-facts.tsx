import type { CommandState, Device, Ownership } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { Icon } from '../../ui/icon.tsx'
import { useWhen } from '../../ui/when.ts'
import { commands } from '../../words/commands.ts'

/** What is known of the device. */
export function DeviceFacts({ device, onAct }: { device: Device; onAct: (command: CommandState) => void }) {
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
      <div className="row facts-acts">
        <Act act="check-status" device={device} onAct={onAct} />
        <Act act="mark-lost" device={device} onAct={onAct} />
      </div>
    </section>
  )
}

type ActProps = {
  readonly act: 'check-status' | 'mark-lost'
  readonly device: Device
  readonly onAct: (command: CommandState) => void
}

function Act({ act, device, onAct }: ActProps) {
  const { i18n } = useLingui()
  const command = device.commands.find((known) => known.act === act)
  if (command === undefined) return null
  return (
    <button
      type="button"
      className="cmd"
      aria-disabled={!command.usable}
      aria-haspopup={command.usable ? undefined : 'dialog'}
      onClick={() => onAct(command)}
    >
      <Icon name={commands[act].icon} />
      <span className="lbl">{i18n._(commands[act].label)}</span>
      {!command.usable && (
        <>
          <Icon name="help" small className="why" />
          <span className="vh">
            <Trans>, not possible: why?</Trans>
          </span>
        </>
      )}
    </button>
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
