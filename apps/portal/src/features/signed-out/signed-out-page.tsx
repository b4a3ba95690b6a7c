import { Trans, useLingui } from '@lingui/react/macro'
import { Brand } from '../../app/brand.tsx'
import { Heading } from '../../app/heading.tsx'
import { GateArt } from '../../ui/gate-art.tsx'

/** After signing out: nothing of the person is left in this document, and there is nothing to go back to. */
export default function SignedOutPage() {
  const { t } = useLingui()
  return (
    <div className="gate">
      <header className="gate-side">
        <div className="say">
          <Brand />
          <span className="big">
            <Trans>All closed.</Trans>
          </span>
          <p>
            <Trans>Nothing of yours stays in this browser.</Trans>
          </p>
        </div>
        <GateArt />
      </header>
      <main className="gate-form" id="main">
        <div className="inner">
          <Heading title={t`You’re signed out`} />
          <p>
            <Trans>If this device isn’t yours, close this window now, and give it back.</Trans>
          </p>
          <a className="btn" href="/">
            <Trans>Sign in again</Trans>
          </a>
        </div>
      </main>
    </div>
  )
}
