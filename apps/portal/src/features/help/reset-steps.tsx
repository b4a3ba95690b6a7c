import { Trans } from '@lingui/react/macro'
import { Note } from '../../ui/note.tsx'

/** The reset from the first press to the open device. */
export function ResetSteps() {
  return (
    <>
      <Note tone="warm">
        <Trans>
          Do it only with the device in your hands: whoever holds it afterwards can reach most of what is on it.
        </Trans>
      </Note>
      <ol className="num">
        <li>
          <span>
            <Trans>
              On any other device, open this portal and sign in. Say “Borrowed or shared” if it isn’t yours.
            </Trans>
          </span>
        </li>
        <li>
          <span>
            <Trans>
              Open the menu, choose <b>Devices</b>, then the locked device.
            </Trans>
          </span>
        </li>
        <li>
          <span>
            <Trans>
              Choose <b>Reset passcode</b>. If you don’t see it, look behind <b>More (…)</b>.
            </Trans>
          </span>
        </li>
        <li>
          <span>
            <Trans>
              Choose <b>Sign out and continue</b>, and sign in again within five minutes. So nobody who finds your page
              open can reset your passcode.
            </Trans>
          </span>
        </li>
        <li>
          <span>
            <Trans>
              The last question opens by itself. Read what will happen, tick <b>I have this device with me</b>, and
              choose <b>Reset passcode</b>.
            </Trans>
          </span>
        </li>
        <li>
          <span>
            <Trans>
              Keep the device switched on and on its network. Most answer within a minute; a flag at the top tells you
              how it went.
            </Trans>
          </span>
        </li>
        <li>
          <span>
            <Trans>Set a new passcode on the device, as below.</Trans>
          </span>
        </li>
      </ol>
      <p>
        <Trans>Came back after more than five minutes? Then nothing was sent. Start again.</Trans>
      </p>
    </>
  )
}
