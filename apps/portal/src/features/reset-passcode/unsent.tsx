import type { Device, Request as ActRequest } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { cancelledBy } from '../../words/failures.ts'
import { Scene } from './scene.tsx'

type EndProps = {
  readonly device: Device
  readonly request: ActRequest
  readonly onReset: () => void
  readonly onPutAway: () => void
}

/** States 4b and 4c: cancelled, or never fetched within the hour. Nothing happened. */
export function Unsent({ device, request, onReset, onPutAway }: EndProps) {
  const { t, i18n } = useLingui()
  const { outcome } = request
  // An element, since a translation reads text between angle brackets as its own markup.
  const name = <bdi>{device.name}</bdi>
  const cancelled = outcome?.result === 'cancelled'
  return (
    <Scene
      device={device}
      lamp="dark"
      title={cancelled ? t`The reset was cancelled` : t`The reset was never fetched`}
      lead={<Trans>Nothing happened on {name}. Its passcode is the same as before.</Trans>}
    >
      <section className="card stack">
        <p>
          {cancelled ? (
            i18n._(cancelledBy[outcome.by])
          ) : (
            <Trans>
              It wasn’t in touch for an hour, so we stopped. Switch it on, bring it to its network, then try again.
            </Trans>
          )}
        </p>
        <div className="row">
          {device.readiness.verdict !== 'no' && (
            <button type="button" className={cancelled ? 'btn' : 'btn primary'} onClick={onReset}>
              <Trans>Try again</Trans>
            </button>
          )}
          <button type="button" className={cancelled ? 'btn primary' : 'btn'} onClick={onPutAway}>
            <Trans>Back to the device</Trans>
          </button>
          <Link className="btn quiet" to="/contact">
            <Trans>Contact support</Trans>
          </Link>
        </div>
      </section>
    </Scene>
  )
}
