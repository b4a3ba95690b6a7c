import type { Device } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { useStart } from '../../app/start.ts'
import { Icon } from '../../ui/icon.tsx'
import { useReadiness } from '../../ui/ready.tsx'
import { useWhen } from '../../ui/when.ts'
import { deviceNoun } from '../../words/device-noun.ts'
import { effects } from '../../words/effects.ts'
import { obstacles } from '../../words/obstacles.ts'

/** Will a reset work here; why, or why not; and the big button. */
export function ReadinessBox({ device, onReset }: { device: Device; onReset: () => void }) {
  const { i18n } = useLingui()
  const { tone, word } = useReadiness(device)
  const { readiness } = device
  const noun = deviceNoun(device, i18n)
  const usable = device.commands.some(({ act, usable }) => act === 'reset-passcode' && usable)
  return (
    <section className="card readybox row" aria-labelledby="ready-title">
      <div className="top">
        <span className={tone === 'yes' ? 'disc' : `disc ${tone}`}>
          <Icon name={tone === 'yes' ? 'unlock' : tone === 'soon' ? 'clock' : 'no'} />
        </span>
        <div>
          <h2 id="ready-title">{word}</h2>
          <p className="muted">
            {readiness.verdict === 'no'
              ? i18n._(obstacles[readiness.obstacle].reason)
              : i18n._({ ...effects[readiness.effect].does, values: { noun } })}
          </p>
        </div>
      </div>
      {readiness.verdict === 'no' ? (
        <Way device={device} />
      ) : usable ? (
        <button type="button" className="btn primary big" onClick={onReset}>
          <Icon name="key" />
          {readiness.effect === 'temporary-work-profile' ? (
            <Trans>Reset work profile passcode</Trans>
          ) : (
            <Trans>Reset passcode</Trans>
          )}
        </button>
      ) : null}
      {readiness.verdict === 'no' ? (
        <p className="instead">{i18n._(obstacles[readiness.obstacle].instead)}</p>
      ) : (
        <Reasons device={device} />
      )}
    </section>
  )
}

function Way({ device }: { device: Device }) {
  const toHelp = device.readiness.verdict === 'no' && device.readiness.obstacle === 'windows-desktop'
  return toHelp ? (
    <Link className="btn big" to="/help/windows">
      <Trans>Show me how</Trans>
    </Link>
  ) : (
    <Link className="btn big" to="/contact">
      <Trans>Contact support</Trans>
    </Link>
  )
}

function Reasons({ device }: { device: Device }) {
  const when = useWhen()
  const { organisation } = useStart()
  const org = organisation.name
  const { lastSeenAt, readiness } = device
  const seen = lastSeenAt === null ? null : when.at(lastSeenAt)
  const doubt = readiness.verdict === 'unsure' ? readiness.doubt : null
  return (
    <ul className="why-list">
      {device.keyHeldSince !== null && (
        <Reason good>
          <Trans>{org} holds its key</Trans>
        </Reason>
      )}
      {seen !== null && (
        <Reason good={doubt !== 'not-seen-lately'}>
          <Trans>Last in touch: {seen}</Trans>
        </Reason>
      )}
      {seen === null && (
        <Reason good={false}>
          <Trans>Not in touch yet</Trans>
        </Reason>
      )}
      {doubt === 'push-dead' && (
        <Reason good={false}>
          <Trans>Can’t be called; it looks for news by itself now and then</Trans>
        </Reason>
      )}
      {doubt === 'not-known-until-tried' && (
        <Reason good={false}>
          <Trans>Whether its lock can be changed shows only when it is tried</Trans>
        </Reason>
      )}
      <Reason good>
        <Trans>Allowed by {org}</Trans>
      </Reason>
    </ul>
  )
}

function Reason({ good, children }: { good: boolean; children: React.ReactNode }) {
  return (
    <li className={good ? '' : 'doubt'}>
      <Icon name={good ? 'check' : 'clock'} small />
      <span>{children}</span>
    </li>
  )
}
