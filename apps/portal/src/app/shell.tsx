import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { Link, NavLink, Outlet } from 'react-router'
import { Icon, type IconName } from '../ui/icon.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Brand } from './brand.tsx'
import { Flyout } from './flyout.tsx'
import { OfflineNotice } from './offline-notice.tsx'
import { Preferences } from './preferences.tsx'
import { Ribbon } from './ribbon.tsx'
import { SearchBox, SearchButton } from './search.tsx'
import { useStart } from './start.ts'
import { Loading } from '../ui/loading.tsx'

const Notifications = lazy(() => import('../features/notifications/flag.tsx'))

/** What stands round every page: header in the organisation's colour, one main, a foot. */
export function Shell() {
  const { t } = useLingui()
  const { signedIn, organisation } = useStart()
  const org = organisation.name
  return (
    <div className="app">
      <SkipLink />
      <Ribbon />
      <header className="bar">
        <Flyout label={t`Menu`} button={<Icon name="menu" />} className="menu-button">
          {(close) => <MainMenu close={close} />}
        </Flyout>
        <Brand />
        <span className="gap" />
        {signedIn !== null ? (
          <>
            <SearchBox />
            <SearchButton />
            <Suspense fallback={null}>
              <Notifications />
            </Suspense>
            <AccountMenu person={signedIn.person} borrowed={signedIn.borrowed} />
          </>
        ) : (
          <Link className="ib" to="/">
            <Trans>Sign in</Trans>
          </Link>
        )}
      </header>
      <OfflineNotice />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="foot no-print">
        <nav aria-label={t`More about this portal`}>
          <Link to="/contact">
            <Trans>Contact support</Trans>
          </Link>
          <Link to="/privacy">
            <Trans>What {org} can see</Trans>
          </Link>
        </nav>
        <span>
          <Trans>Latchkey for {org}</Trans>
        </span>
      </footer>
    </div>
  )
}

export function SkipLink() {
  return (
    <a
      className="skip"
      href="#main"
      onClick={(event) => {
        event.preventDefault()
        document.getElementById('main')?.focus()
      }}
    >
      <Trans>Skip to the content</Trans>
    </a>
  )
}

function MainMenu({ close }: { close: () => void }) {
  const { t } = useLingui()
  const { signedIn } = useStart()
  const pages: readonly (readonly [string, IconName, string])[] = [
    ...(signedIn === null
      ? []
      : ([
          ['/', 'phone', t`Devices`],
          ['/activity', 'receipt', t`Activity`],
        ] as const)),
    ['/help', 'help', t`Help`],
    ['/contact', 'call', t`Contact support`],
    ['/privacy', 'shield', t`Privacy`],
  ]
  return (
    <nav aria-label={t`Menu`}>
      <ul className="menu">
        {pages.map(([to, icon, text]) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'} onClick={close}>
              <Icon name={icon} />
              {text}
            </NavLink>
          </li>
        ))}
      </ul>
      {signedIn === null && (
        <div className="account">
          <Preferences />
        </div>
      )}
    </nav>
  )
}
