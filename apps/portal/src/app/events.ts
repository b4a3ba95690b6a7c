import type { Change } from '@latchkey/portal-api'

/** What a stream tells: something changed, the session is over, or changes may have been missed. */
export type LiveEvent =
  { readonly kind: 'changed'; readonly change: Change } | { readonly kind: 'ended' } | { readonly kind: 'missed' }

/** The browser's parts; tests pass their own. */
export type EventParts = {
  readonly EventSource: typeof EventSource
  /** Absent outside of secure contexts: then every tab has a stream of its own. */
  readonly locks: Pick<LockManager, 'request'> | undefined
  readonly BroadcastChannel: typeof BroadcastChannel
  readonly document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>
}

const name = 'latchkey-events'

/**
 * Listens to GET /api/events once per browser: a visible tab holds the lock and the stream, and tells the others.
 * Hidden tabs let go of it, and hear `missed` when they are seen again. Returns what ends it.
 */
export function listen(parts: EventParts, hear: (event: LiveEvent) => void): () => void {
  const channel = new parts.BroadcastChannel(name)
  let stop: (() => void) | null = null
  channel.onmessage = ({ data }: MessageEvent<LiveEvent>) => hear(data)

  function tell(event: LiveEvent) {
    hear(event)
    channel.postMessage(event)
  }

  function lead() {
    const abort = new AbortController()
    stop = () => abort.abort()
    if (parts.locks === undefined) {
      const close = openStream(parts, tell)
      abort.signal.addEventListener('abort', close)
      return
    }
    const held = () =>
      new Promise<void>((release) => {
        const close = openStream(parts, tell)
        const end = () => {
          close()
          release()
        }
        if (abort.signal.aborted) end()
        else abort.signal.addEventListener('abort', end)
      })
    // An aborted wait for the lock is what was wanted.
    parts.locks.request(name, { signal: abort.signal }, held).catch(() => {})
  }

  function follow() {
    if (parts.document.visibilityState === 'hidden') {
      stop?.()
      stop = null
    } else if (stop === null) {
      lead()
      hear({ kind: 'missed' })
    }
  }

  parts.document.addEventListener('visibilitychange', follow)
  if (parts.document.visibilityState !== 'hidden') lead()
  return () => {
    parts.document.removeEventListener('visibilitychange', follow)
    stop?.()
    channel.close()
  }
}

/** The browser connects again by itself after a lost connection; not after a refusal, which means signed out. */
function openStream(parts: EventParts, tell: (event: LiveEvent) => void): () => void {
  const stream = new parts.EventSource('/api/events')
  let lost = false
  stream.addEventListener('open', () => {
    if (lost) tell({ kind: 'missed' })
    lost = false
  })
  stream.addEventListener('error', () => {
    lost = true
    if (stream.readyState === 2) tell({ kind: 'missed' })
  })
  stream.addEventListener('changed', (event) => {
    const change = readChange((event as MessageEvent<string>).data)
    if (change !== null) tell({ kind: 'changed', change })
  })
  stream.addEventListener('ended', () => {
    stream.close()
    tell({ kind: 'ended' })
  })
  return () => stream.close()
}

function readChange(text: string): Change | null {
  try {
    return JSON.parse(text) as Change
  } catch {
    return null
  }
}
