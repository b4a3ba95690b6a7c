import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listen, type LiveEvent } from './events.ts'
import { activityKey, deviceKey, devicesKey, notificationsKey } from './queries.ts'
import { startKey } from './start.ts'

/** Keeps what is shown up to date while somebody is signed in; draws nothing. */
export function Live({ onEnded }: { onEnded: () => void }) {
  const queries = useQueryClient()
  useEffect(() => {
    const parts = {
      EventSource: window.EventSource,
      locks: 'locks' in navigator ? navigator.locks : undefined,
      BroadcastChannel: window.BroadcastChannel,
      document,
    }
    return listen(parts, (event) => {
      if (event.kind === 'ended') onEnded()
      else refresh(queries, event)
    })
  }, [queries, onEnded])
  return null
}

/** An event carries ids only: what it is about is asked for again. */
function refresh(queries: QueryClient, event: Exclude<LiveEvent, { kind: 'ended' }>): void {
  const stale = event.kind === 'missed' ? [[]] : staleAfter(event.change)
  for (const queryKey of stale) void queries.invalidateQueries({ queryKey })
}

function staleAfter({ topic, id }: Extract<LiveEvent, { kind: 'changed' }>['change']): readonly (readonly string[])[] {
  switch (topic) {
    case 'device':
      return [devicesKey, deviceKey(id), activityKey]
    case 'request':
      return [devicesKey, ['device'], activityKey]
    case 'notifications':
      return [notificationsKey, startKey]
    case 'session':
      return [startKey]
  }
}
