import type { ActivityEntry } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Icon } from '../../ui/icon.tsx'
import { useWhen } from '../../ui/when.ts'
import { activityText, doers } from '../../words/activities.ts'

/** What happened, newest first. */
export function ActivityLog({ entries }: { entries: readonly ActivityEntry[] }) {
  const { i18n } = useLingui()
  const when = useWhen()
  if (entries.length === 0)
    return (
      <p className="muted">
        <Trans>Nothing so far.</Trans>
      </p>
    )
  return (
    <ul className="log">
      {entries.map((entry) => {
        const { text, icon } = activityText(entry)
        return (
          <li key={entry.id}>
            <Icon name={icon} className={toneOf(entry.result)} />
            <span>{i18n._(text)}</span>
            <small>
              {when.at(entry.at)} · {i18n._(doers[entry.by])}
            </small>
          </li>
        )
      })}
    </ul>
  )
}

export function toneOf(result: string | null): string {
  if (result === 'removed' || result === 'temporary-passcode') return 'ok'
  return result === 'failed' || result === 'not-supported' ? 'bad' : ''
}
