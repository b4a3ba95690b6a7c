import { Trans, useLingui } from '@lingui/react/macro'
import { useStart } from './start.ts'

/** Every page of a demonstration says so, and leads to the simulated phones and their mail. */
export function Ribbon() {
  const { t } = useLingui()
  const { demo, strength } = useStart()
  if (demo === null) return null
  return (
    <aside className="ribbon no-print" aria-label={t`Demonstration`}>
      <b>
        <Trans>Demonstration</Trans>
      </b>
      {strength === 'one-factor' && (
        <span>
          <Trans>one factor is enough here</Trans>
        </span>
      )}
      <a href={demo.wall}>
        <Trans>Device wall</Trans>
      </a>
      <a href={demo.mailbox}>
        <Trans>Mailbox</Trans>
      </a>
    </aside>
  )
}
