import { expect, test } from 'vitest'
import { listen, type LiveEvent } from './events.ts'

/** A browser of one or more tabs: its lock, its channel, and the streams that are open. */
function browser() {
  const open: FakeStream[] = []
  const waiting: (() => void)[] = []
  const channels = new Set<FakeChannel>()
  let held = false

  class FakeStream extends EventTarget {
    readyState = 1
    constructor() {
      super()
      open.push(this)
    }
    close() {
      open.splice(open.indexOf(this), 1)
    }
  }
  class FakeChannel {
    onmessage: ((event: { data: LiveEvent }) => void) | null = null
    constructor() {
      channels.add(this)
    }
    postMessage(data: LiveEvent) {
      for (const other of channels) if (other !== this) other.onmessage?.({ data })
    }
    close() {
      channels.delete(this)
    }
  }
  async function request(_name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>) {
    if (held) await new Promise<void>((go) => waiting.push(go))
    if (signal.aborted) return waiting.shift()?.()
    held = true
    await hold()
    held = false
    waiting.shift()?.()
  }

  function tab(locks: boolean = true) {
    const heard: LiveEvent[] = []
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
    const parts = {
      EventSource: FakeStream,
      BroadcastChannel: FakeChannel,
      locks: locks ? { request } : undefined,
      document,
    }
    const close = listen(parts as unknown as Parameters<typeof listen>[0], (event) => heard.push(event))
    const turn = (state: DocumentVisibilityState) => {
      document.visibilityState = state
      document.dispatchEvent(new Event('visibilitychange'))
    }
    return { heard, close, turn }
  }
  const send = (name: string, data = '{}') => open[0]?.dispatchEvent(new MessageEvent(name, { data }))
  return { open, tab, send }
}

const soon = () => new Promise<void>((resolve) => setImmediate(resolve))
const device = { topic: 'device', id: 'd1' } as const
const change = { kind: 'changed', change: device }

test('two tabs share one stream, and both hear', async () => {
  const { open, tab, send } = browser()
  const [first, second] = [tab(), tab()]
  await soon()
  expect(open).toHaveLength(1)
  send('changed', JSON.stringify(device))
  expect(first.heard).toEqual([change])
  expect(second.heard).toEqual([change])
})

test('when the leading tab closes, the other leads', async () => {
  const { open, tab, send } = browser()
  const [first, second] = [tab(), tab()]
  await soon()
  first.close()
  await soon()
  expect(open).toHaveLength(1)
  send('changed', JSON.stringify(device))
  expect(second.heard).toEqual([change])
})

test('a hidden tab lets go, and looks for what it missed when it is seen again', async () => {
  const { open, tab } = browser()
  const { heard, turn } = tab()
  await soon()
  turn('hidden')
  await soon()
  expect(open).toEqual([])
  turn('visible')
  await soon()
  expect(open).toHaveLength(1)
  expect(heard).toEqual([{ kind: 'missed' }])
})

test('without locks each tab has its own', async () => {
  const { open, tab } = browser()
  tab(false)
  tab(false)
  await soon()
  expect(open).toHaveLength(2)
})

test('the end of the session is told to every tab', async () => {
  const { tab, send } = browser()
  const [first, second] = [tab(), tab()]
  await soon()
  send('ended')
  expect(first.heard).toEqual([{ kind: 'ended' }])
  expect(second.heard).toEqual([{ kind: 'ended' }])
})

test('a line that can’t be read is passed over; after a lost connection, what was missed is asked for', async () => {
  const { tab, send } = browser()
  const { heard } = tab()
  await soon()
  send('changed', 'not json')
  send('error')
  send('open')
  expect(heard).toEqual([{ kind: 'missed' }])
})
