import type { Device, Request as ActRequest } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { deviceNoun } from '../../words/device-noun.ts'
import { Scene } from './scene.tsx'

type EndProps = {
  readonly device: Device
  readonly request: ActRequest
  readonly onReset: () => void
  readonly onPutAway: () => void
}

/** State 8: fetched, and not heard from since. The device itself shows which of the two it was. */
export function Unknown({ device, request, onReset, onPutAway }: EndProps) {
  const { t, i18n } = useLingui()
  const noun = deviceNoun(device, i18n)
  const { reference } = request
  return (
    <Scene
      device={device}
      lamp="dark"
      title={t`Have a look at your ${noun}`}
      lead={<Trans>It fetched the command 10 minutes ago or more, and hasn’t answered since.</Trans>}
    >
      <section className="card stack">
        <h2>
          <Trans>Does it open?</Trans>
        </h2>
        <p>
          <Trans>
            <b>Yes:</b> the reset worked. Set a new passcode now.
          </Trans>{' '}
          <Link to="/help">
            <Trans>Show me how</Trans>
          </Link>
        </p>
        <p>
          <Trans>
            <b>No, it is still locked:</b> the command was lost. You can ask again now.
          </Trans>
        </p>
        <div className="row">
          <button type="button" className="btn primary" onClick={onReset}>
            <Trans>Reset again</Trans>
          </button>
          <button type="button" className="btn" onClick={onPutAway}>
            <Trans>It is open</Trans>
          </button>
          <Link className="btn quiet" to="/contact">
            <Trans>Contact support</Trans>
          </Link>
        </div>
        <p className="small muted">
          <Trans>Should its answer still come, it appears here.</Trans>{' '}
          <Trans>
            Reference for support: <b>{reference}</b>
          </Trans>
        </p>
      </section>
    </Scene>
  )
}
