import { createServer } from 'node:http'
import type { Server, ServerResponse, IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The address is taken by another program, or may not be used. */
export class BindError extends Error {
  readonly code: 'port-taken' | 'port-forbidden' | 'host-unknown'

  constructor(code: BindError['code'], message: string, cause: unknown) {
    super(message, { cause })
    this.code = code
  }
}

export type Bound = {
  readonly port: number
  /** From now on requests are answered by `handle`; before, they get 503. */
  serve(handle: (request: IncomingMessage, response: ServerResponse) => void): void
  /** Takes no new connections, lets the present requests end, and cuts off what is left after `patience` ms. */
  close(patience?: number): Promise<void>
}

/** Binds the port before anything else is made, so that a taken one is told at once and port 0 has its number. */
export async function bind(host: string, port: number): Promise<Bound> {
  let handle = (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(503, { 'retry-after': '1', 'cache-control': 'no-store' }).end()
  }
  const server = createServer(
    {
      // Slow senders are cut off; Node looks for them only every connectionsCheckingInterval.
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 2_000,
      keepAliveTimeout: 20_000,
      maxHeaderSize: 32 * 1024,
    },
    (request, response) => handle(request, response),
  )
  await listen(server, host, port)
  return {
    port: (server.address() as AddressInfo).port,
    serve(next) {
      handle = next
    },
    close: (patience = 2_000) => closeServer(server, patience),
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(bindError(error, host, port)))
    server.listen({ host, port }, () => resolve())
  })
}

function bindError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new BindError('port-taken', `Port ${port} is taken by another program.`, error)
  if (error.code === 'EACCES')
    return new BindError('port-forbidden', `This user may not listen on port ${port}.`, error)
  return new BindError('host-unknown', `${host} is not an address of this machine.`, error)
}

function closeServer(server: Server, patience: number): Promise<void> {
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
