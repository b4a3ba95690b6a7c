import type { Notification } from '@latchkey/portal-api'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { Flyout } from '../../app/flyout.tsx'
import { useParts } from '../../app/parts.tsx'
import { notificationsKey, useNotifications } from '../../app/queries.ts'
import { startKey, useStart } from '../../app/start.ts'
import { Icon } from '../../ui/icon.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useWhen } from '../../ui/when.ts'
import { notices } from '../../words/notices.ts'

/** The flag: there only while something is new (or being read). */
export default function NotificationFlag() {
  const { t } = useLingui()
  const { signedIn } = useStart()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const count = signedIn?.unreadNotifications ?? 0
  if (count === 0 && !open) return null
  return (
    <Flyout
      label={t`Notifications, ${plural(count, { one: '# new', other: '# new' })}`}
      button={
        <>
          <Icon name="flag" />
          {count > 0 && (
            <span className="count" aria-hidden="true">
              {count}
            </span>
          )}
        </>
      }
      onOpen={() => setOpen(true)}
      onClose={() => {
        setOpen(false)
        void queries.invalidateQueries({ queryKey: startKey })
      }}
    >
      {(close) => <NotificationList close={close} />}
    </Flyout>
  )
}

function NotificationList({ close }: { close: () => void }) {
  const { t } = useLingui()
  const { api } = useParts()
  const queries = useQueryClient()
  const { data, error } = useNotifications()
  const all = data?.notifications
  // What was new when it was opened keeps its dot while it is being read.
  const [fresh, setFresh] = useState<ReadonlySet<string> | null>(null)
  if (all !== undefined && fresh === null)
    setFresh(new Set(all.filter(({ readAt }) => readAt === null).map(({ id }) => id)))

  useEffect(() => {
    if (fresh === null || fresh.size === 0) return
    api.post('/api/notifications/read', { ids: [...fresh].slice(0, 100) }).then(
      () => queries.invalidateQueries({ queryKey: notificationsKey }),
      () => {},
    )
  }, [fresh, api, queries])

  return (
    <section aria-label={t`Notifications`}>
      <header>
        <h2>
          <Trans>Notifications</Trans>
        </h2>
      </header>
      {error !== null && <ProblemNote error={error} />}
      <ul className="notices">
        {(all ?? []).slice(0, 8).map((notice) => (
          <Notice key={notice.id} notice={notice} fresh={fresh?.has(notice.id) === true} close={close} />
        ))}
      </ul>
      <p className="more">
        <Link className="btn quiet" to="/activity" onClick={close}>
          <Trans>All activity</Trans>
        </Link>
      </p>
    </section>
  )
}

function Notice({ notice, fresh, close }: { notice: Notification; fresh: boolean; close: () => void }) {
  const { t, i18n } = useLingui()
  const when = useWhen()
  const { title, text, icon, tone } = notices[notice.kind]
  const device = notice.deviceName ?? t`Your device`
  const name = i18n._(title)
  return (
    <li>
      <span className={`disc ${tone}`}>
        <Icon name={icon} />
      </span>
      <div>
        {notice.deviceId === null ? (
          <b>{name}</b>
        ) : (
          <Link to={`/devices/${notice.deviceId}`} onClick={close}>
            <b>{name}</b>
          </Link>
        )}
        <p>{i18n._({ ...text, values: { device } })}</p>
        <small className="muted">{when.at(notice.createdAt)}</small>
      </div>
      {fresh ? (
        <span className="new">
          <span className="vh">
            <Trans>New</Trans>
          </span>
        </span>
      ) : (
        <span />
      )}
    </li>
  )
}
