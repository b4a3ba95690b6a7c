import type { Device, Request as ActRequest } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { Icon } from '../../ui/icon.tsx'
import { deviceNoun } from '../../words/device-noun.ts'
import { failures } from '../../words/failures.ts'
import { LateNote } from './late-note.tsx'
import { Scene } from './scene.tsx'

type EndProps = {
  readonly device: Device
  readonly request: ActRequest
  readonly onReset: () => void
  readonly onPutAway: () => void
}

/** State 7: failed or not supported, with the device's reason in plain words; the reference comes last. */
export function Refused({ device, request, onReset, onPutAway }: EndProps) {
  const { t, i18n } = useLingui()
  const noun = deviceNoun(device, i18n)
  // An element, since a translation reads text between angle brackets as its own markup.
  const name = <bdi>{device.name}</bdi>
  const { reference, outcome } = request
  const refused = outcome?.result === 'failed' || outcome?.result === 'not-supported'
  const text = failures[refused ? outcome.code : 'device-refused']
  const again = text.again && outcome?.result === 'failed' && device.readiness.verdict !== 'no'
  return (
    <Scene
      device={device}
      lamp="dark"
      title={t`The passcode wasn’t reset`}
      lead={<Trans>The passcode of {name} is the same as before. Nothing was lost.</Trans>}
    >
      <LateNote request={request} />
      <section className="card readybox">
        <div className="top">
          <span className="disc bad">
            <Icon name="key" />
          </span>
          <div>
            <h2>
              <Trans>What your {noun} told us</Trans>
            </h2>
            <p>{i18n._({ ...text.told, values: { noun } })}</p>
          </div>
        </div>
      </section>
      <section className="card stack">
        <h2>
          <Trans>What you can do</Trans>
        </h2>
        <p>{i18n._(text.todo)}</p>
        <div className="row">
          {again && (
            <button type="button" className="btn primary" onClick={onReset}>
              <Trans>Try again</Trans>
            </button>
          )}
          <Link className={again ? 'btn' : 'btn primary'} to="/contact">
            <Trans>Contact support</Trans>
          </Link>
          <button type="button" className="btn quiet" onClick={onPutAway}>
            <Trans>Back to the device</Trans>
          </button>
        </div>
        <p className="small muted">
          <Trans>
            Reference for support: <b>{reference}</b>
          </Trans>
        </p>
      </section>
    </Scene>
  )
}
