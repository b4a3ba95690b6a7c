import type { Device, ShownPasscode } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAnnounce } from '../../app/announcer.tsx'
import { useParts } from '../../app/parts.tsx'
import { asProblem } from '../../app/problem-error.ts'
import { useTimeLeft } from '../../app/time-left.ts'
import { useHideAt } from './hide-at.ts'
import { Icon } from '../../ui/icon.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Glyphs } from './glyphs.tsx'
import { StartAgain } from './start-again.tsx'

type Shown = { readonly passcode: string; readonly hideAt: number; readonly keep: boolean }

/** The passcode, hidden until asked for; the document holds nothing of it before, nor after it hides. */
export function PasscodeCard({ device, showable, borrowed }: { device: Device; showable: boolean; borrowed: boolean }) {
  const { t } = useLingui()
  const { api, clock } = useParts()
  const announce = useAnnounce()
  const [shown, setShown] = useState<Shown | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [copied, setCopied] = useState<string | null>(null)
  function hide() {
    setShown(null)
    setCopied(null)
  }
  useHideAt(shown === null || shown.keep ? null : shown.hideAt, hide)
  const signInAgain = !showable || (error !== null && asProblem(error).code === 'fresh-sign-in-needed')

  function show() {
    if (busy) return
    setBusy(true)
    setError(null)
    api.post<ShownPasscode>(`/api/devices/${encodeURIComponent(device.id)}/passcode/show`).then(
      ({ passcode, hideAfterSeconds }) => {
        setBusy(false)
        setShown({ passcode, hideAt: clock.now() + hideAfterSeconds * 1_000, keep: false })
      },
      (problem: unknown) => {
        setBusy(false)
        setError(problem)
      },
    )
  }
  function copy(passcode: string) {
    navigator.clipboard.writeText(passcode).then(
      () => tell(t`Copied`),
      () => tell(t`Can’t be copied here`),
    )
  }
  function tell(text: string) {
    setCopied(text)
    announce(text)
  }

  return (
    <section className="card pass" aria-labelledby="pass-title">
      <div className="pass-head">
        <h2 id="pass-title">
          <Trans>Temporary passcode</Trans>
        </h2>
        {shown !== null &&
          (shown.keep ? (
            <span className="small muted">
              <Trans>Stays until you hide it</Trans>
            </span>
          ) : (
            <HidesIn until={shown.hideAt} />
          ))}
      </div>
      <Glyphs passcode={shown?.passcode ?? null} />
      {shown !== null ? (
        <div className="row">
          <button type="button" className="btn" onClick={hide}>
            <Icon name="eye-off" />
            <Trans>Hide</Trans>
          </button>
          {!shown.keep && (
            <button type="button" className="btn" onClick={() => setShown({ ...shown, keep: true })}>
              <Icon name="clock" />
              <Trans>Keep showing</Trans>
            </button>
          )}
          {!borrowed && (
            <button type="button" className="btn primary" onClick={() => copy(shown.passcode)}>
              <Icon name={copied === null ? 'copy' : 'check'} />
              {copied ?? <Trans>Copy</Trans>}
            </button>
          )}
        </div>
      ) : signInAgain ? (
        <div className="sign-again">
          <p>
            <Trans>
              It is shown for 15 minutes after a sign-in made for it. Sign in again to see it; nothing changes on the
              device.
            </Trans>
          </p>
          <div className="row">
            <button type="button" className="btn" aria-disabled="true" aria-describedby="pass-title">
              <Icon name="eye" />
              <Trans>Show</Trans>
            </button>
            <StartAgain label={<Trans>Sign in again to see it</Trans>} deviceId={device.id} act="show-passcode" />
          </div>
        </div>
      ) : (
        <div className="row">
          <button type="button" className="btn primary big" aria-disabled={busy} onClick={show}>
            <Icon name="eye" />
            <Trans>Show</Trans>
          </button>
        </div>
      )}
      {error !== null && !signInAgain && <ProblemNote error={error} />}
    </section>
  )
}

function HidesIn({ until }: { until: number }) {
  const left = useTimeLeft(until)
  return (
    <span className="small muted">
      <Trans>Hides in {left}</Trans>
    </span>
  )
}
