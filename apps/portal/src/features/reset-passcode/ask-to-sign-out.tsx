import type { Device } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useParts } from '../../app/parts.tsx'
import { useStart } from '../../app/start.ts'
import { DialogFrame } from '../../ui/dialog-frame.tsx'
import { Note } from '../../ui/note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { deviceNoun } from '../../words/device-noun.ts'
import { OtherWays } from './other-ways.tsx'

/** State 1: sign out and in again, so that nobody else can reset it; first, whether the person can get back in at all. */
export default function AskToSignOut({ device, onClose }: { device: Device; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const { api, leave } = useParts()
  const { strength } = useStart()
  const [otherWays, setOtherWays] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const noun = deviceNoun(device, i18n)
  // An element, since a translation reads text between angle brackets as its own markup.
  const name = <bdi>{device.name}</bdi>
  const workProfile = device.readiness.verdict !== 'no' && device.readiness.effect === 'temporary-work-profile'

  function signOut() {
    if (busy) return
    setBusy(true)
    setError(null)
    api
      .post<{ location: string }>(`/api/devices/${encodeURIComponent(device.id)}/confirmations`, {
        act: 'reset-passcode',
      })
      .then(
        ({ location }) => leave(location),
        (problem: unknown) => {
          setBusy(false)
          setError(problem)
        },
      )
  }

  return (
    <DialogFrame
      title={otherWays ? t`Don’t sign out yet` : t`First, show it’s you`}
      under={<Trans>Reset passcode · {name}</Trans>}
      device={device}
      onClose={onClose}
      step={otherWays ? 'other-ways' : 'ask'}
    >
      {otherWays ? (
        <OtherWays device={device} onBack={() => setOtherWays(false)} onClose={onClose} />
      ) : (
        <>
          <div className="say">
            {workProfile && (
              <p>
                <b>
                  <Trans>The phone itself can’t be unlocked by your organisation.</Trans>
                </b>{' '}
                <Trans>A reset opens its work apps only.</Trans>
              </p>
            )}
            <p>
              <Trans>
                To reset the passcode, sign out and sign in again within <b>5 minutes</b>, so that nobody else can do
                it.
              </Trans>
            </p>
            <p className="muted">
              <Trans>You come straight back here. Nothing changes on your {noun} before you say so once more.</Trans>
            </p>
          </div>
          <Note tone="warm">
            <p>
              <b>
                <Trans>Can you sign in without this {noun}?</Trans>
              </b>
            </p>
            <p>
              {strength === 'one-factor' ? (
                <Trans>Here your password is enough (one factor). Make sure that you know it.</Trans>
              ) : (
                <Trans>
                  If your password manager, your codes or your passkey are on the locked device only, you would be
                  locked out of both.
                </Trans>
              )}
            </p>
          </Note>
          {error !== null && <ProblemNote error={error} />}
          <div className="acts2">
            <button type="button" className="btn primary big" aria-disabled={busy} onClick={signOut}>
              {busy ? <Trans>Signing out</Trans> : <Trans>Sign out and continue</Trans>}
            </button>
            <button type="button" className="btn big" onClick={onClose}>
              <Trans>Cancel</Trans>
            </button>
            <button type="button" className="btn quiet whole" onClick={() => setOtherWays(true)}>
              <Trans>My sign-in needs the locked {noun}</Trans>
            </button>
          </div>
        </>
      )}
    </DialogFrame>
  )
}
