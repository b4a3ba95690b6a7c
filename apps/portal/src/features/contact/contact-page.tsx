import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { Heading } from '../../app/heading.tsx'
import { Note } from '../../ui/note.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { ContactCard } from './contact-card.tsx'

/** Contact support: readable signed out, printable. */
export default function ContactPage() {
  const { t } = useLingui()
  return (
    <div className="wrap">
      <div className="page-head">
        <Heading title={t`Contact support`} />
        <p>
          <Trans>They can help you in person, also when you can’t sign in.</Trans>
        </p>
      </div>
      <div className="stack end">
        <ContactCard />
        <Note tone="warm" icon="shield">
          <b>
            <Trans>We will never ask for your password or passcode.</Trans>
          </b>{' '}
          <Trans>Whoever asks for it isn’t support: hang up.</Trans>
        </Note>
        <section className="card stack">
          <h2>
            <Trans>What helps them help you</Trans>
          </h2>
          <ul className="dots">
            <li>
              <Trans>Which device it is: its name, or the last four characters of its serial number.</Trans>
            </li>
            <li>
              <Trans>What you see on its screen.</Trans>
            </li>
            <li>
              <Trans>The reference, where a page showed you one.</Trans>
            </li>
          </ul>
        </section>
        <div className="row no-print">
          <PrintButton />
          <Link className="btn" to="/help">
            <Trans>Help</Trans>
          </Link>
        </div>
      </div>
    </div>
  )
}
