import { connect, type ClientHttp2Session } from 'node:http2'
import { getCACertificates } from 'node:tls'
import { PushError } from './push-error.ts'

export type PushConnectionOptions = {
  /** Origin of the service, `https://api.push.apple.com`. */
  readonly url: string
  /** PEM roots beside the system's; null for none. */
  readonly roots: string | null
  /** The push certificate, PEM; null where the service wants none (a stand-in). */
  readonly certificate: { readonly certificate: string; readonly privateKey: string } | null
  /** Milliseconds to wait for a connection, and for an answer. */
  readonly timeout: number
}

export type PushConnection = {
  /** The kept connection, or a new one. Throws `PushError` at once while the service is left alone after failures. */
  open(): Promise<ClientHttp2Session>
  /** The service has answered: the connection is good. */
  answered(): void
  close(): Promise<void>
}

const shortestPause = 500
const longestPause = 30_000
/** A connection that was quiet for longer is asked for a sign of life before it is used, in milliseconds. */
const quiet = 60_000

/** One connection, kept; after failures to connect the service is left alone for 0.5 s, doubling up to 30 s. */
export function createPushConnection(options: PushConnectionOptions): PushConnection {
  let kept: Promise<ClientHttp2Session> | null = null
  let usedAt = 0
  let pause = 0
  let pausedUntil = 0

  function forget(session: Promise<ClientHttp2Session>): void {
    if (kept === session) kept = null
  }

  function start(): Promise<ClientHttp2Session> {
    if (performance.now() < pausedUntil) throw new PushError('paused-after-failures')
    const session = connectTo(options, () => forget(session))
    session.then(
      () => (pause = 0),
      () => {
        forget(session)
        pause = Math.min(longestPause, Math.max(shortestPause, pause * 2))
        pausedUntil = performance.now() + pause
      },
    )
    return session
  }

  /** The kept connection, if it is one still. */
  async function reuse(): Promise<ClientHttp2Session | null> {
    if (kept === null) return null
    const asked = kept
    const session = await asked
    const alive = !session.closed && !session.destroyed
    if (alive && (performance.now() - usedAt < quiet || (await answersPing(session, options.timeout)))) return session
    forget(asked)
    return null
  }

  return {
    async open() {
      const session = (await reuse()) ?? (await (kept ??= start()))
      usedAt = performance.now()
      return session
    },
    answered() {
      usedAt = performance.now()
    },
    async close() {
      const session = await kept?.catch(() => null)
      kept = null
      if (session == null || session.destroyed) return
      await new Promise<void>((resolve) => {
        session.close(resolve)
        session.setTimeout(options.timeout, () => session.destroy())
      })
    },
  }
}

function connectTo(options: PushConnectionOptions, gone: () => void): Promise<ClientHttp2Session> {
  return new Promise((resolve, reject) => {
    const session = connect(options.url, {
      ...(options.roots === null ? {} : { ca: [...getCACertificates('default'), options.roots] }),
      ...(options.certificate === null
        ? {}
        : { cert: options.certificate.certificate, key: options.certificate.privateKey }),
    })
    session.setTimeout(options.timeout, () => session.destroy(new Error('no connection in time')))
    session.once('connect', () => {
      session.setTimeout(0)
      session.unref()
      resolve(session)
    })
    session.on('goaway', gone)
    session.on('close', () => {
      gone()
      reject(new PushError('not-reachable'))
    })
    session.on('error', (error) => reject(new PushError('not-reachable', error)))
  })
}

function answersPing(session: ClientHttp2Session, timeout: number): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => {
      session.destroy()
      resolve(false)
    }, timeout)
    session.ping((error) => {
      clearTimeout(giveUp)
      resolve(error === null)
    })
  })
}
