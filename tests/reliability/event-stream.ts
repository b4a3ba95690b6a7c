/** One event of a browser's stream, and when it came (performance.now). */
export type Heard = { readonly at: number; readonly topic: string; readonly id: string }

/** Listens on a server's event stream like a signed-in page; resolves when the stream stands. */
export async function listenTo(url: string, cookie: string) {
  const abort = new AbortController()
  const answer = await fetch(`${url}/api/events`, { headers: { cookie }, signal: abort.signal })
  if (answer.status !== 200 || answer.body === null) throw new Error(`no stream: ${answer.status}`)
  const heard: Heard[] = []
  const reading = read(answer.body, heard)
  return {
    heard,
    async close() {
      abort.abort()
      await reading
    },
  }
}

async function read(body: ReadableStream<Uint8Array>, heard: Heard[]): Promise<void> {
  const text = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of body) {
      const events = (rest + text.decode(chunk, { stream: true })).split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) {
        const data = /^event: changed\ndata: (.*)$/m.exec(event)?.[1]
        if (data !== undefined) heard.push({ at: performance.now(), ...(JSON.parse(data) as Omit<Heard, 'at'>) })
      }
    }
  } catch {
    // Closed by us, or its server has died.
  }
}
