import { Trans, useLingui } from '@lingui/react/macro'
import { Heading } from '../../app/heading.tsx'
import { useStart } from '../../app/start.ts'
import { Icon } from '../../ui/icon.tsx'

/** What the organisation can and can never see; short, and true of this version. */
export default function PrivacyPage() {
  const { t } = useLingui()
  const { name, privacyUrl } = useStart().organisation
  return (
    <div className="wrap">
      <div className="page-head">
        <Heading title={t`Privacy`} />
        <p>
          <Trans>What {name} can see of your devices through Latchkey, and what nobody can.</Trans>
        </p>
      </div>
      <div className="stack end">
        <div className="pair">
          <section className="card stack">
            <h2>
              <Trans>What {name} can see</Trans>
            </h2>
            <ul className="yes-list">
              <Line>
                <Trans>Name, maker, model, serial number and system of a device</Trans>
              </Line>
              <Line>
                <Trans>Whether a passcode is set; never which</Trans>
              </Line>
              <Line>
                <Trans>When it was last in touch</Trans>
              </Line>
              <Line>
                <Trans>What was asked of it, by whom, when, and how it ended</Trans>
              </Line>
            </ul>
          </section>
          <section className="card stack">
            <h2>
              <Trans>What nobody here can see</Trans>
            </h2>
            <ul className="no-list">
              <Line never>
                <Trans>Your messages, photos, files and calls</Trans>
              </Line>
              <Line never>
                <Trans>Which pages you visit</Trans>
              </Line>
              <Line never>
                <Trans>Where the device is: Latchkey can’t locate anything</Trans>
              </Line>
              <Line never>
                <Trans>Your passcode, fingerprints or face. A temporary passcode is shown to you alone</Trans>
              </Line>
            </ul>
          </section>
        </div>
        <section className="card stack">
          <h2>
            <Trans>Yours or the organisation’s</Trans>
          </h2>
          <p>
            <Trans>
              Through Latchkey the same is seen of both. On the organisation’s own devices its administrators may use
              other tools that see more; ask them.
            </Trans>
          </p>
        </section>
        <section className="card stack">
          <h2>
            <Trans>How long it is kept</Trans>
          </h2>
          <ul className="dots">
            <li>
              <Trans>Temporary passcodes: until you press Done, at most 24 hours; sealed meanwhile.</Trans>
            </li>
            <li>
              <Trans>Sign-ins and their addresses: 30 days.</Trans>
            </li>
            <li>
              <Trans>What was asked of a device: 1 year. The record for auditors: 2 years.</Trans>
            </li>
            <li>
              <Trans>A device that was removed: 30 days.</Trans>
            </li>
          </ul>
          <p className="small muted">
            <Trans>These are the usual times; your organisation may have set others.</Trans>
          </p>
        </section>
        {privacyUrl !== null && (
          <p>
            <a href={privacyUrl} rel="noreferrer">
              <Trans>{name}’s privacy statement</Trans>
            </a>
          </p>
        )}
      </div>
    </div>
  )
}

function Line({ never, children }: { never?: boolean; children: React.ReactNode }) {
  return (
    <li>
      <Icon name={never ? 'eye-off' : 'eye'} />
      <span>{children}</span>
    </li>
  )
}
