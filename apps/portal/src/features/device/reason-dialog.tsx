import type { CommandState, Device } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { DialogFrame } from '../../ui/dialog-frame.tsx'
import { obstacles } from '../../words/obstacles.ts'
import { commands, reasons, type PageAct } from '../../words/commands.ts'

/** Why a command can't be used, and what to do instead. */
export default function ReasonDialog({
  device,
  command,
  onClose,
}: {
  device: Device
  command: CommandState
  onClose: () => void
}) {
  const { t, i18n } = useLingui()
  const label = i18n._(commands[command.act as PageAct].label)
  const { readiness } = device
  const reason = command.reason ?? 'not-ready'
  const obstacle =
    command.act === 'reset-passcode' && reason !== 'running' && readiness.verdict === 'no' ? readiness.obstacle : null
  return (
    <DialogFrame
      title={obstacle !== null ? t`A reset isn’t possible here` : i18n._(reasons[reason].title)}
      under={`${label} · ${device.name}`}
      device={device}
      onClose={onClose}
    >
      {obstacle !== null ? (
        <div className="say">
          <p>{i18n._(obstacles[obstacle].reason)}</p>
          <p>
            <b>
              <Trans>What you can do:</Trans>
            </b>{' '}
            {i18n._(obstacles[obstacle].instead)}
          </p>
        </div>
      ) : (
        <p>{i18n._(reasons[reason].text)}</p>
      )}
      <div className="acts2">
        <Link className="btn primary big" to="/contact">
          <Trans>Contact support</Trans>
        </Link>
        <button type="button" className="btn big" onClick={onClose}>
          <Trans>Close</Trans>
        </button>
      </div>
    </DialogFrame>
  )
}
