import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { Link, useLocation } from 'react-router'
import { Brand } from '../../app/brand.tsx'
import { Heading } from '../../app/heading.tsx'
import { OfflineNotice } from '../../app/offline-notice.tsx'
import { useParts } from '../../app/parts.tsx'
import { Preferences } from '../../app/preferences.tsx'
import { Ribbon } from '../../app/ribbon.tsx'
import { SkipLink } from '../../app/shell.tsx'
import { GateArt } from '../../ui/gate-art.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Note } from '../../ui/note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { rememberMine, wasMine } from './mine.ts'
import { OpenIntent } from './open-intent.tsx'

/** Signed out: what this is, whose device this is, and the way in. `ended`: a session was open a moment ago. */
export default function StartPage({ ended }: { ended: boolean }) {
  const { t } = useLingui()
  const { api, leave } = useParts()
  const { pathname, search } = useLocation()
  const [mine, setMine] = useState(wasMine)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  function signIn(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(null)
    rememberMine(mine)
    api.post<{ location: string }>('/api/sign-ins', { borrowed: !mine, returnTo: `${pathname}${search}` }).then(
      ({ location }) => leave(location),
      (problem: unknown) => {
        setBusy(false)
        setError(problem)
      },
    )
  }

  return (
    <>
      <SkipLink />
      <Ribbon />
      <OfflineNotice />
      <div className="gate">
        <header className="gate-side">
          <div className="say">
            <Brand />
            <span className="big">
              <Trans>Locked out? We’ll let you in.</Trans>
            </span>
            <p>
              <Trans>Reset a forgotten passcode from any device you have at hand.</Trans>
            </p>
          </div>
          <GateArt />
        </header>
        <main className="gate-form" id="main" tabIndex={-1}>
          <div className="inner">
            <form onSubmit={signIn}>
              <Heading title={t`Sign in`} />
              {ended && (
                <Note tone="plain" icon="clock">
                  <Trans>You were signed out, so that nobody else finds your page open. Sign in to go on.</Trans>
                </Note>
              )}
              <OpenIntent />
              <fieldset className="field">
                <legend>
                  <Trans>Whose device are you using now?</Trans>
                </legend>
                <Choice mine={false} chosen={!mine} choose={setMine} title={t`Borrowed or shared`}>
                  <Trans>We remember nothing here, and sign you out when you close it.</Trans>
                </Choice>
                <Choice mine chosen={mine} choose={setMine} title={t`Mine`}>
                  <Trans>We remember this choice and your colours.</Trans>
                </Choice>
              </fieldset>
              {error !== null && <ProblemNote error={error} />}
              <button className="btn primary big" aria-disabled={busy}>
                {busy ? <Trans>Taking you there</Trans> : <Trans>Sign in</Trans>}
              </button>
            </form>
            <p className="small muted">
              <Trans>
                Can’t sign in, or is your second factor on the locked phone? <Link to="/contact">Contact support</Link>.
                You needn’t sign in for that.
              </Trans>
            </p>
            <nav className="gate-links" aria-label={t`Without signing in`}>
              <Link to="/help">
                <Icon name="help" small />
                <Trans>Help</Trans>
              </Link>
              <Link to="/contact">
                <Icon name="call" small />
                <Trans>Contact support</Trans>
              </Link>
              <Link to="/privacy">
                <Icon name="shield" small />
                <Trans>Privacy</Trans>
              </Link>
            </nav>
            <Preferences />
          </div>
        </main>
      </div>
    </>
  )
}

type ChoiceProps = {
  readonly mine: boolean
  readonly chosen: boolean
  readonly choose: (mine: boolean) => void
  readonly title: string
  readonly children: React.ReactNode
}

function Choice({ mine, chosen, choose, title, children }: ChoiceProps) {
  return (
    <label className="pick">
      <input type="radio" name="whose" checked={chosen} onChange={() => choose(mine)} />
      <span>
        <b>{title}</b>
        <span className="hint">{children}</span>
      </span>
    </label>
  )
}
