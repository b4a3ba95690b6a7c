import type { ActivityEntry } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { Heading } from '../../app/heading.tsx'
import { useActivity } from '../../app/queries.ts'
import { Icon } from '../../ui/icon.tsx'
import { Loading } from '../../ui/loading.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useWhen } from '../../ui/when.ts'
import { activityText, doers } from '../../words/activities.ts'
import { toneOf } from './activity-log.tsx'

/** Everything that anyone did on this person's devices, by day. */
export default function ActivityPage() {
  const { t } = useLingui()
  const { data, error } = useActivity()
  return (
    <div className="wrap">
      <div className="page-head">
        <Heading title={t`Activity`} />
        <p>
          <Trans>What was done with your devices and your account, by you or anyone else.</Trans>
        </p>
      </div>
      <div className="end">
        {data !== undefined ? (
          <Days entries={data.entries} />
        ) : error !== null ? (
          <ProblemNote error={error} />
        ) : (
          <Loading />
        )}
      </div>
    </div>
  )
}

function Days({ entries }: { entries: readonly ActivityEntry[] }) {
  const when = useWhen()
  if (entries.length === 0)
    return (
      <p className="card muted">
        <Trans>Nothing so far.</Trans>
      </p>
    )
  const days = [...new Set(entries.map(({ at }) => when.dayOf(at)))]
  return (
    <div className="stack">
      {days.map((day) => (
        <section className="card" key={day} aria-label={day}>
          <h2 className="day">{day}</h2>
          <ul>
            {entries
              .filter(({ at }) => when.dayOf(at) === day)
              .map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Entry({ entry }: { entry: ActivityEntry }) {
  const { i18n } = useLingui()
  const when = useWhen()
  const { text, icon } = activityText(entry)
  const tone = toneOf(entry.result)
  return (
    <li className="act">
      <span className={`disc ${tone === 'ok' ? '' : tone === 'bad' ? 'bad' : 'no'}`}>
        <Icon name={icon} />
      </span>
      <div>
        <b>{i18n._(text)}</b>
        {entry.deviceId !== null && entry.deviceName !== null && (
          <p>
            <Link to={`/devices/${entry.deviceId}`}>{entry.deviceName}</Link>
          </p>
        )}
      </div>
      <span className="side">
        <span>{i18n._(doers[entry.by])}</span>
        <time dateTime={entry.at}>{when.exactly(entry.at)}</time>
      </span>
    </li>
  )
}
