import { constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2'
import type { PushAddress } from '@latchkey/domain'
import { createPushConnection, type PushConnectionOptions } from './push-connection.ts'
import { PushError } from './push-error.ts'

/** Apple's push service, or a stand-in for it. */
export interface ApplePush {
  /** Asks the service to ring a device; throws `PushError` when it should be tried again. */
  ring(address: PushAddress): Promise<Rung>
  close(): Promise<void>
}

/** `dead`: the address will never ring again; `since` as the service knows it, null when it does not say. */
export type Rung = { readonly result: 'taken' } | { readonly result: 'dead'; readonly since: Date | null }

export type PushOptions = PushConnectionOptions & { readonly now: () => Date }

/** How long the service keeps a push for a device that is away, in seconds; it keeps the last one only. */
const keptFor = 6 * 3600
const answerMost = 4096

/** The address is gone for good, until the device's next TokenUpdate. */
const deadReasons = ['BadDeviceToken', 'DeviceTokenNotForTopic', 'Unregistered', 'ExpiredToken']

/** Push over HTTP/2 on one kept connection, with the headers that APNs wants for MDM. */
export function createApplePush(options: PushOptions): ApplePush {
  const connection = createPushConnection(options)
  return {
    async ring({ token, magic, topic }) {
      const session = await connection.open()
      const expiration = Math.floor(options.now().getTime() / 1000) + keptFor
      const headers = {
        ':method': 'POST',
        ':path': `/3/device/${Buffer.from(token).toString('hex')}`,
        'content-type': 'application/json',
        'apns-topic': topic,
        'apns-push-type': 'mdm',
        'apns-priority': '10',
        'apns-expiration': String(expiration),
      }
      const answer = await post(session, headers, JSON.stringify({ mdm: magic }), options.timeout)
      connection.answered()
      return judge(answer)
    },
    close: () => connection.close(),
  }
}

type Answer = { readonly status: number; readonly body: string }

function judge({ status, body }: Answer): Rung {
  if (status === 200) return { result: 'taken' }
  const { reason, timestamp } = readRefusal(body)
  if (status === 410 || deadReasons.includes(reason)) {
    return { result: 'dead', since: timestamp === null ? null : new Date(timestamp) }
  }
  throw new PushError(reason === '' ? `status-${status}` : reason)
}

function readRefusal(body: string): { reason: string; timestamp: number | null } {
  try {
    const { reason, timestamp } = JSON.parse(body) as { reason?: unknown; timestamp?: unknown }
    return {
      reason: typeof reason === 'string' && /^[A-Za-z]{1,64}$/.test(reason) ? reason : '',
      timestamp: typeof timestamp === 'number' && Number.isSafeInteger(timestamp) ? timestamp : null,
    }
  } catch {
    return { reason: '', timestamp: null }
  }
}

/** A connection may have closed since it was looked at. */
function begin(session: ClientHttp2Session, headers: Record<string, string>): ClientHttp2Stream {
  try {
    return session.request(headers)
  } catch (error) {
    throw new PushError('connection-broken', error)
  }
}

function post(
  session: ClientHttp2Session,
  headers: Record<string, string>,
  payload: string,
  timeout: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stream = begin(session, headers)
    let status = 0
    let body = ''
    const fail = (reason: string, cause?: unknown) => {
      stream.close(constants.NGHTTP2_CANCEL)
      reject(new PushError(reason, cause))
    }
    // A connection that does not answer is taken for broken: the next push opens another.
    stream.setTimeout(timeout, () => {
      fail('no-answer')
      session.destroy()
    })
    stream.setEncoding('utf8')
    stream.on('response', (answer) => (status = answer[':status'] ?? 0))
    stream.on('data', (chunk: string) => {
      body += chunk
      if (body.length > answerMost) fail('answer-too-long')
    })
    stream.on('error', (error) => fail('connection-broken', error))
    stream.on('close', () => (status === 0 ? fail('connection-broken') : resolve({ status, body })))
    stream.end(payload)
  })
}
