import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readDictionary, type TreeDictionary } from './plist-tree.ts'

/** What a device has put on the wire. */
export type Recorded = { readonly path: string; readonly message: TreeDictionary }

/** A server that takes everything, writes it down, and hands out the replies that were laid ready, one a message. */
export type Recorder = {
  readonly origin: string
  readonly recorded: readonly Recorded[]
  /** Bodies for the next messages on /mdm; after them, empty ones. */
  reply(...bodies: readonly string[]): void
  close(): Promise<void>
}

export async function startRecorder(): Promise<Recorder> {
  const recorded: Recorded[] = []
  const replies: string[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const path = request.url ?? ''
      recorded.push({ path, message: readDictionary(Buffer.concat(parts).toString('utf8')) })
      response.end(path === '/mdm' ? replies.shift() : undefined)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    recorded,
    reply: (...bodies) => void replies.push(...bodies),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
