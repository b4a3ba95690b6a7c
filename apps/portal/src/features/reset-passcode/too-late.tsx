import type { Device } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { Note } from '../../ui/note.tsx'
import { Scene } from './scene.tsx'
import { StartAgain } from './start-again.tsx'

/** State 2b: nothing was sent, and one press starts again. */
export function TooLate({ device, onForget }: { device: Device; onForget: () => void }) {
  const { t } = useLingui()
  // An element, since a translation reads text between angle brackets as its own markup.
  const name = <bdi>{device.name}</bdi>
  return (
    <Scene
      device={device}
      lamp="dark"
      title={t`Time ran out, so we stopped`}
      lead={<Trans>Nothing was sent to {name}, and its passcode is unchanged.</Trans>}
    >
      <section className="card stack">
        <p>
          <Trans>
            You can start again right away: you’ll sign out and in once more, so have your password at hand.
          </Trans>
        </p>
        <div className="row">
          <StartAgain label={<Trans>Start again</Trans>} deviceId={device.id} />
          <button type="button" className="btn" onClick={onForget}>
            <Trans>Not now</Trans>
          </button>
        </div>
      </section>
      <Note tone="plain">
        <b>
          <Trans>Five minutes are too short?</Trans>
        </b>{' '}
        <Link to="/contact">
          <Trans>Contact support</Trans>
        </Link>
      </Note>
    </Scene>
  )
}
