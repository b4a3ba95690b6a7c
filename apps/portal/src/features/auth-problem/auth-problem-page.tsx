import { Trans } from '@lingui/react/macro'
import { useLingui } from '@lingui/react/macro'
import { Link, useSearchParams } from 'react-router'
import { Heading } from '../../app/heading.tsx'
import { signInProblem } from '../../words/sign-in-problems.ts'
import { StartAgain } from '../reset-passcode/start-again.tsx'

/** Where a sign-in that didn't work ends: what happened, what did not, what to do. */
export default function AuthProblemPage() {
  const { i18n } = useLingui()
  const [params] = useSearchParams()
  const { title, text, next } = signInProblem(params.get('code'))
  const reference = /^[\w-]{1,40}$/.exec(params.get('reference') ?? '')?.[0]
  return (
    <div className="wrap plain-page">
      <Heading title={i18n._(title)} />
      <p className="lead">{i18n._(text)}</p>
      <div className="row">
        {next === 'start-again' && <StartAgain label={<Trans>Start again</Trans>} />}
        {next !== 'start-again' && (
          <Link className={next === 'sign-in' ? 'btn primary' : 'btn'} to="/">
            <Trans>To the start page</Trans>
          </Link>
        )}
        <Link className="btn" to="/contact">
          <Trans>Contact support</Trans>
        </Link>
      </div>
      {reference !== undefined && (
        <p className="small muted">
          <Trans>
            Reference for support: <b>{reference}</b>
          </Trans>
        </p>
      )}
    </div>
  )
}
