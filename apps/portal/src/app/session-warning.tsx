import { Trans, useLingui } from '@lingui/react/macro'
import { DialogFrame } from '../ui/dialog-frame.tsx'
import { useTimeLeft } from './time-left.ts'
import { useSignOut } from './sign-out.ts'

/** Two minutes before the end. `onStay` null: eight hours are over, and only a new sign-in helps. */
export default function SessionWarning({ until, onStay }: { until: number; onStay: (() => void) | null }) {
  const { t } = useLingui()
  const left = useTimeLeft(until)
  const signOut = useSignOut()
  if (onStay === null) {
    return (
      <DialogFrame title={t`You’ll soon be signed out`} onClose={signOut}>
        <p>
          <Trans>
            You have been signed in for a whole working day, so we ask you to sign in again. Time left: <b>{left}</b>.
          </Trans>
        </p>
        <div className="acts2">
          <button type="button" className="btn primary big" onClick={signOut}>
            <Trans>Sign out now</Trans>
          </button>
        </div>
      </DialogFrame>
    )
  }
  return (
    <DialogFrame title={t`Still there?`} onClose={onStay}>
      <p>
        <Trans>
          You’ll be signed out in <b>{left}</b>, so that nobody else finds your page open. What you typed stays.
        </Trans>
      </p>
      <div className="acts2">
        <button type="button" className="btn primary big" onClick={onStay}>
          <Trans>Stay signed in</Trans>
        </button>
        <button type="button" className="btn big" onClick={signOut}>
          <Trans>Sign out</Trans>
        </button>
      </div>
    </DialogFrame>
  )
}
