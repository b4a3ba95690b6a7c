import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EnrolmentSettings } from './phone.ts'
import { type Dictionary, readPropertyList, writePropertyList } from './property-list.ts'

type Received = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly raw: Buffer
  readonly message: Dictionary
}

export type TestServer = Awaited<ReturnType<typeof startServer>>

/** For this folder's tests: as little of an MDM server as the specification allows. */
export async function startServer() {
  const received: Received[] = []
  const queue: Dictionary[] = []
  let refusal: { readonly status: number; readonly body: string } | null = null

  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const raw = Buffer.concat(parts)
      const message = readPropertyList(raw) ?? {}
      received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, raw, message })
      if (refusal !== null) {
        response.writeHead(refusal.status, { 'content-type': 'application/json' }).end(refusal.body)
        return
      }
      const next = request.url === '/mdm' ? queue.shift() : undefined
      response.writeHead(200, { 'content-type': 'application/xml; charset=UTF-8' })
      response.end(next === undefined ? undefined : writePropertyList(next))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const settings: EnrolmentSettings = {
    checkInUrl: `${origin}/checkin`,
    serverUrl: `${origin}/mdm`,
    topic: 'com.apple.mgmt.External.test',
    accessRights: 1047,
    signMessage: true,
  }

  return {
    settings,
    received,
    messages: () => received.map(({ message }) => message['MessageType'] ?? message['Status']),
    last: () => received.at(-1)?.message ?? {},
    queue(commandUuid: string, command: Dictionary) {
      queue.push({ CommandUUID: commandUuid, Command: command })
    },
    queueRaw: (reply: Dictionary) => queue.push(reply),
    refuse(status: number, body = '') {
      refusal = { status, body }
    },
    allow() {
      refusal = null
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
