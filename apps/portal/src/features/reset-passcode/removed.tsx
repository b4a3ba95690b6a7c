import type { Device, Request as ActRequest } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { useSignOut } from '../../app/sign-out.ts'
import { useStart } from '../../app/start.ts'
import { Note } from '../../ui/note.tsx'
import { deviceNoun } from '../../words/device-noun.ts'
import { LateNote } from './late-note.tsx'
import { Scene } from './scene.tsx'

/** State 6: it is open, to anyone, until a new passcode is set. */
export function Removed({
  device,
  request,
  onPutAway,
}: {
  device: Device
  request: ActRequest
  onPutAway: () => void
}) {
  const { t, i18n } = useLingui()
  const { signedIn } = useStart()
  const signOut = useSignOut()
  const noun = deviceNoun(device, i18n)
  // An element, since a translation reads text between angle brackets as its own markup.
  const name = <bdi>{device.name}</bdi>
  const borrowed = signedIn?.borrowed === true
  return (
    <Scene
      device={device}
      lamp="lit"
      open
      title={t`You’re back in. Set a new passcode now.`}
      lead={<Trans>The passcode is off, so {name} is open to anyone until you set a new one.</Trans>}
    >
      <LateNote request={request} />
      <section className="card">
        <h2>
          <Trans>Now, on your {noun}</Trans>
        </h2>
        <ol className="num">
          <li>
            <span>
              <Trans>Swipe up or press the Home button. It opens without a passcode.</Trans>
            </span>
          </li>
          <li>
            <span>
              <Trans>
                Go to <b>Settings</b>, <b>Face ID &amp; Passcode</b> or <b>Touch ID &amp; Passcode</b>, then{' '}
                <b>Turn Passcode On</b>.
              </Trans>
            </span>
          </li>
          <li>
            <span>
              <Trans>Set up Face ID or Touch ID again, for purchases too.</Trans>
            </span>
          </li>
        </ol>
      </section>
      <Note tone="warm" icon="clock">
        <Trans>If your organisation asks for a passcode, your {noun} reminds you within the hour.</Trans>
      </Note>
      <div className="row">
        {borrowed && (
          <button type="button" className="btn primary" onClick={signOut}>
            <Trans>Finished? Sign out of this device</Trans>
          </button>
        )}
        <button type="button" className={borrowed ? 'btn' : 'btn primary'} onClick={onPutAway}>
          <Trans>I’ve set a new one</Trans>
        </button>
        <Link className="btn" to="/help/apple">
          <Trans>Help with this</Trans>
        </Link>
      </div>
    </Scene>
  )
}
