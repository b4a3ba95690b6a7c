import { randomUUID } from 'node:crypto'
import {
  constants,
  createSecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { makeTlsIdentity, type TlsIdentity } from './certificate.ts'
import { mostPayloadBytes, type Push, readPush } from './push.ts'
import { type Reason, reasons, type Refusal } from './refusal.ts'

/** What goes wrong instead: a refusal, no answer at all, a connection that is closed in order, or one that breaks. */
export type Trouble = Refusal | 'hang' | 'goaway' | 'break'

export type ApnsOptions = {
  /** Made for the occasion when not given. */
  readonly tls?: TlsIdentity
  /** Any free one when not given. */
  readonly port?: number
  /** Whether providers must show a certificate, as Apple's service demands; not by default. */
  readonly clientCertificate?: 'ignored' | 'required'
  readonly now?: () => Date
  /** Brings a push to its device; false when it can't be reached now. */
  readonly onPush?: (token: string, magic: string) => boolean
}

export type ApnsStandIn = {
  /** `https://localhost:PORT`. */
  readonly origin: string
  readonly port: number
  /** What providers must trust. */
  readonly rootPem: string
  /** Every push that was accepted, oldest first. */
  readonly pushes: readonly (Push & { readonly at: Date; readonly delivered: boolean })[]
  /** Connections that are open now. */
  sessions(): number
  /** Every push, or those to one token, meets this trouble from now on, or only the next `times`. */
  trouble(trouble: Trouble, only?: { readonly token?: string; readonly times?: number }): void
  wellAgain(): void
  /** The device has a network again: the last push kept for it is delivered if it has not expired. */
  online(token: string): void
  close(): Promise<void>
}

/** Starts a push service on 127.0.0.1. */
export async function startApns(options: ApnsOptions = {}): Promise<ApnsStandIn> {
  const tls = options.tls ?? (await makeTlsIdentity())
  const now = options.now ?? (() => new Date())
  const deliver = options.onPush ?? (() => true)
  const sessions = new Set<ServerHttp2Session>()
  const pushes: (Push & { readonly at: Date; readonly delivered: boolean })[] = []
  const kept = new Map<string, Push>()
  let troubles: { trouble: Trouble; token?: string; times: number }[] = []

  const server = createSecureServer({
    key: tls.keyPem,
    cert: tls.certPem,
    requestCert: options.clientCertificate === 'required',
    rejectUnauthorized: false,
  })
  server.on('session', (session) => {
    sessions.add(session)
    session.on('error', () => undefined)
    session.on('close', () => sessions.delete(session))
  })
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined)
    readBody(stream).then(
      (body) => answer(stream, headers, body),
      () => undefined,
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  function answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, body: Uint8Array): void {
    if (stream.destroyed) return
    const push = hasCertificate(stream) ? readPush(headers, body) : 'MissingProviderToken'
    if (typeof push === 'string') return refuse(stream, { reason: push })
    const trouble = nextTrouble(push.token)
    if (trouble === 'hang') return
    if (trouble === 'break') return stream.session?.destroy()
    if (trouble === 'goaway') return sayGoodbye(stream)
    if (trouble !== undefined) return refuse(stream, trouble)
    const delivered = deliver(push.token, push.magic)
    pushes.push({ ...push, at: now(), delivered })
    // Only the last one is kept for a device that is away.
    if (delivered) kept.delete(push.token)
    else if (push.expiration > 0) kept.set(push.token, push)
    stream.respond({ ':status': 200, 'apns-id': push.id ?? randomUUID().toUpperCase() }, { endStream: true })
  }

  function hasCertificate(stream: ServerHttp2Stream): boolean {
    if (options.clientCertificate !== 'required') return true
    const socket = stream.session?.socket as TLSSocket | undefined
    return socket?.getPeerX509Certificate() !== undefined
  }

  function nextTrouble(token: string): Trouble | undefined {
    const found = troubles.find((each) => each.token === undefined || each.token === token)
    if (found === undefined) return undefined
    found.times -= 1
    if (found.times <= 0) troubles = troubles.filter((each) => each !== found)
    return found.trouble
  }

  return {
    origin: `https://localhost:${String(port)}`,
    port,
    rootPem: tls.rootPem,
    pushes,
    sessions: () => sessions.size,
    trouble(trouble, only = {}) {
      troubles.push({ trouble, times: Infinity, ...only })
    },
    wellAgain() {
      troubles = []
    },
    online(token) {
      const push = kept.get(token)
      if (push === undefined) return
      const expired = push.expiration * 1000 <= now().getTime()
      if (expired || deliver(token, push.magic)) kept.delete(token)
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const session of sessions) session.destroy()
      await closed
      sessions.clear()
    },
  }
}

function refuse(stream: ServerHttp2Stream, refusal: Refusal): void {
  const body: { reason: Reason; timestamp?: number } = { ...refusal }
  stream.respond({
    ':status': reasons[refusal.reason],
    'apns-id': randomUUID().toUpperCase(),
    'content-type': 'application/json',
  })
  stream.end(JSON.stringify(body))
}

/** GOAWAY that says this stream was not looked at, so that the provider may ask again elsewhere. */
function sayGoodbye(stream: ServerHttp2Stream): void {
  const session = stream.session
  const lastProcessed = Math.max(0, (stream.id ?? 0) - 2)
  session?.goaway(constants.NGHTTP2_NO_ERROR, lastProcessed, Buffer.from('{"reason":"Shutdown"}'))
  stream.close(constants.NGHTTP2_REFUSED_STREAM)
  session?.close()
}

async function readBody(stream: ServerHttp2Stream): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length
    // Read to its end, so that the answer reaches a provider that is still sending, but not kept.
    if (size <= mostPayloadBytes + 1) parts.push(part)
  }
  return size > mostPayloadBytes ? new Uint8Array(mostPayloadBytes + 1) : new Uint8Array(Buffer.concat(parts))
}
