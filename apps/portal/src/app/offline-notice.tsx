import { useLingui } from '@lingui/react/macro'
import { useEffect, useSyncExternalStore } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useAnnounce } from './announcer.tsx'

function subscribe(tell: () => void) {
  addEventListener('online', tell)
  addEventListener('offline', tell)
  return () => {
    removeEventListener('online', tell)
    removeEventListener('offline', tell)
  }
}

/** Said as soon as this browser has lost its network. */
export function OfflineNotice() {
  const { t } = useLingui()
  const announce = useAnnounce()
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  const text = t`You’re offline. What you see may be old; it refreshes by itself once you’re back.`
  useEffect(() => {
    if (!online) announce(text)
  }, [online, text, announce])
  if (online) return null
  return (
    <p className="offline">
      <Icon name="wifi" />
      {text}
    </p>
  )
}
