import { useQueryClient } from '@tanstack/react-query'
import { lazy, useCallback, useEffect, useState } from 'react'
import { Route, Routes, useLocation } from 'react-router'
import { DevicesPage } from '../features/devices/devices-page.tsx'
import { ErrorBoundary } from './error-page.tsx'
import { Live } from './live.tsx'
import { SessionKeeper } from './session-keeper.tsx'
import { setSignedIn } from './set-signed-in.ts'
import { Shell } from './shell.tsx'
import { useStart } from './start.ts'

const StartPage = lazy(() => import('../features/start-page/start-page.tsx'))
const DevicePage = lazy(() => import('../features/device/device-page.tsx'))
const ActivityPage = lazy(() => import('../features/activity/activity-page.tsx'))
const ContactPage = lazy(() => import('../features/contact/contact-page.tsx'))
const HelpPage = lazy(() => import('../features/help/help-page.tsx'))
const PrivacyPage = lazy(() => import('../features/privacy/privacy-page.tsx'))
const AuthProblemPage = lazy(() => import('../features/auth-problem/auth-problem-page.tsx'))
const SignedOutPage = lazy(() => import('../features/signed-out/signed-out-page.tsx'))
const NotFoundPage = lazy(() => import('../features/not-found/not-found-page.tsx'))

/** Pages of a person; signed out, the start page stands in their place. */
const mine = ['/', '/devices', '/devices/:id', '/activity']

/** Every page. Signed out, those of a person become the start page, which brings back here. */
export function App() {
  const { signedIn } = useStart()
  const queries = useQueryClient()
  const { pathname } = useLocation()
  const [wasIn, setWasIn] = useState(signedIn !== null)
  const end = useCallback(() => setSignedIn(queries, null), [queries])
  if (signedIn !== null && !wasIn) setWasIn(true)
  usePrefetch(signedIn !== null)
  const gate = <StartPage ended={wasIn} />

  return (
    <ErrorBoundary place={pathname}>
      {signedIn !== null && <Live onEnded={end} />}
      {signedIn !== null && <SessionKeeper signedIn={signedIn} onEnded={end} />}
      <Routes>
        <Route path="/signed-out" element={<SignedOutPage />} />
        {signedIn === null && mine.map((path) => <Route key={path} path={path} element={gate} />)}
        <Route element={<Shell />}>
          {signedIn !== null && (
            <>
              <Route path="/" element={<DevicesPage />} />
              <Route path="/devices" element={<DevicesPage />} />
              <Route path="/devices/:id" element={<DevicePage />} />
              <Route path="/activity" element={<ActivityPage />} />
            </>
          )}
          <Route path="/contact" element={<ContactPage />} />
          <Route path="/help/:section?" element={<HelpPage />} />
          <Route path="/privacy" element={<PrivacyPage />} />
          <Route path="/auth/problem" element={<AuthProblemPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </ErrorBoundary>
  )
}

/** Fetches what is likely to be opened next, once nothing else is to do. */
function usePrefetch(signedIn: boolean): void {
  useEffect(() => {
    if (!signedIn) return
    const timer = setTimeout(() => {
      void import('../features/device/device-page.tsx')
    }, 1_500)
    return () => clearTimeout(timer)
  }, [signedIn])
}
