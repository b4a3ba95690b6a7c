import type { ServerResponse } from 'node:http'

/** Server-sent events to every open page: the newest state at once, and again after each change. */
export type Stream = {
  readonly add: (response: ServerResponse) => void
  /** Something changed; told together with what else changes in the same moment. */
  readonly changed: () => void
  /** Ends every stream, so that the server can stop. */
  readonly close: () => void
}

const heartbeatMs = 15_000

export function makeStream(state: () => unknown): Stream {
  const open = new Set<ServerResponse>()
  let due = false

  const send = (response: ServerResponse) => response.write(`data: ${JSON.stringify(state())}\n\n`)
  const heartbeat = setInterval(() => open.forEach((response) => response.write(': still here\n\n')), heartbeatMs)
  heartbeat.unref()

  return {
    add(response) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      response.write('retry: 1000\n\n')
      open.add(response)
      response.on('close', () => open.delete(response))
      send(response)
    },
    changed() {
      if (due) return
      due = true
      setImmediate(() => {
        due = false
        open.forEach(send)
      })
    },
    close() {
      clearInterval(heartbeat)
      for (const response of open) response.end()
      open.clear()
    },
  }
}
