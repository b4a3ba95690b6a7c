import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Server as TlsServer } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo, ListenOptions } from 'node:net'
import type { TlsPair } from './tls-pair.ts'

/** The address is taken by another program, or may not be used. */
export class BindError extends Error {
  readonly code: 'port-taken' | 'port-forbidden' | 'host-unknown'

  constructor(code: BindError['code'], message: string, cause: unknown) {
    super(message, { cause })
    this.code = code
  }
}

export type Handle = (request: IncomingMessage, response: ServerResponse) => void

export type Bound = {
  /** 0 for a Unix socket. */
  readonly port: number
  /** From now on requests are answered by `handle`; before, they get 503. */
  serve(handle: Handle): void
  /** Uses this certificate for new connections; present ones stay. */
  renew(pair: TlsPair): void
  /** Takes no new connections, lets the present requests end, and cuts off what is left after `patience` ms. */
  close(patience?: number): Promise<void>
}

export type BindTls = {
  readonly pair: TlsPair
  /** Asks for a client certificate; a connection without one is let in all the same, and judged by the routes. */
  readonly clientCertificates: boolean
}

const limits: ServerOptions = {
  // Slow senders are cut off; Node looks for them only every connectionsCheckingInterval.
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 20_000,
  maxHeaderSize: 32 * 1024,
}

/** Binds the port before anything else is made, so that a taken one is told at once and port 0 has its number. */
export async function bind(host: string, port: number, tls: BindTls | null = null): Promise<Bound> {
  const { server, bound } = makeServer(tls)
  await listen(server, { host, port }, (error) => bindError(error, host, port))
  return { ...bound, port: (server.address() as AddressInfo).port }
}

/** Binds a Unix socket that its user and group may open; one that nobody answers was left by a crash, and replaced. */
export async function bindSocket(path: string): Promise<Bound> {
  const { server, bound } = makeServer(null)
  if (await socketAnswers(path)) {
    throw new BindError('port-taken', `The socket ${path} is taken by another program.`, undefined)
  }
  await rm(path, { force: true })
  // The mask is set for the moment of binding.
  const mask = process.umask(0o117)
  try {
    await listen(server, { path }, (error) => new BindError('port-forbidden', `${path} can't be made a socket.`, error))
  } finally {
    process.umask(mask)
  }
  return { ...bound, port: 0 }
}

function makeServer(tls: BindTls | null) {
  let handle: Handle = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1', 'cache-control': 'no-store' }).end()
  }
  let closing = false
  const under = new Set<ServerResponse>()
  const answer: Handle = (request, response) => {
    under.add(response)
    if (closing) response.setHeader('connection', 'close')
    response.once('close', () => {
      under.delete(response)
      if (closing) server.closeIdleConnections()
    })
    handle(request, response)
  }
  const secured = tls === null ? null : createTls(tls, answer)
  const server: Server | TlsServer = secured ?? createServer(limits, answer)
  const bound: Omit<Bound, 'port'> = {
    serve(next) {
      handle = next
    },
    renew: (pair) => secured?.setSecureContext(contextOf(pair)),
    close(patience = 2_000) {
      closing = true
      // Kept connections end with the answer that is under way: nobody sends another request into a closing door.
      for (const response of under) if (!response.headersSent) response.setHeader('connection', 'close')
      return closeServer(server, patience)
    },
  }
  return { server, bound }
}

function createTls({ pair, clientCertificates }: BindTls, answer: Handle): TlsServer {
  const asking = { requestCert: clientCertificates, rejectUnauthorized: false }
  return createTlsServer({ ...limits, ...contextOf(pair), ...asking, handshakeTimeout: 10_000 }, answer)
}

function contextOf({ cert, key }: TlsPair) {
  return { cert, key, minVersion: 'TLSv1.2' } as const
}

function listen(
  server: Server | TlsServer,
  where: ListenOptions,
  told: (error: NodeJS.ErrnoException) => Error,
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(told(error)))
    server.listen(where, () => resolve())
  })
}

function socketAnswers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function bindError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new BindError('port-taken', `Port ${port} is taken by another program.`, error)
  if (error.code === 'EACCES')
    return new BindError('port-forbidden', `This user may not listen on port ${port}.`, error)
  return new BindError('host-unknown', `${host} is not an address of this machine.`, error)
}

function closeServer(server: Server | TlsServer, patience: number): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
