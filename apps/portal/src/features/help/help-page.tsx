import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { Heading } from '../../app/heading.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { ContactCard } from '../contact/contact-card.tsx'
import { PasscodeHelp } from './passcode-help.tsx'
import { ResetSteps } from './reset-steps.tsx'
import { WindowsPin } from './windows-pin.tsx'

/** Help: readable signed out, printable. /help/apple, /help/android and /help/windows go to their section. */
export default function HelpPage() {
  const { t } = useLingui()
  const { section } = useParams()
  useEffect(() => {
    if (section !== undefined) document.getElementById(section)?.scrollIntoView()
  }, [section])
  return (
    <div className="wrap help">
      <div className="page-head">
        <Heading title={t`Help`} />
        <nav className="jump no-print" aria-label={t`On this page`}>
          <a href="#reset">
            <Trans>Reset your passcode</Trans>
          </a>
          <a href="#new">
            <Trans>Set up a new passcode</Trans>
          </a>
          <a href="#contact">
            <Trans>I still need help</Trans>
          </a>
        </nav>
      </div>
      <div className="stack end">
        <section className="card stack" id="reset" aria-labelledby="reset-title">
          <h2 id="reset-title">
            <Trans>Reset your passcode</Trans>
          </h2>
          <ResetSteps />
        </section>
        <section className="card stack" id="new" aria-labelledby="new-title">
          <h2 id="new-title">
            <Trans>Set up a new passcode</Trans>
          </h2>
          <p className="muted">
            <Trans>What happens depends on the device.</Trans>
          </p>
          <PasscodeHelp section="apple" level={3} />
          <PasscodeHelp section="android" level={3} />
          <PasscodeHelp section="windows" level={3} />
          <WindowsPin />
        </section>
        <section className="card stack" id="contact" aria-labelledby="contact-title">
          <h2 id="contact-title">
            <Trans>I still need help</Trans>
          </h2>
          <ContactCard />
          <p>
            <b>
              <Trans>We will never ask for your password or passcode.</Trans>
            </b>
          </p>
        </section>
        <div className="no-print">
          <PrintButton />
        </div>
      </div>
    </div>
  )
}
