import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

/** The connection broke, or the server could not be reached; what the other side has seen is not known. */
export class BrokenConnectionError extends Error {
  readonly code = 'broken-connection'
}

export type Reply = { readonly status: number; readonly contentType: string; readonly body: Uint8Array }

export type Sending = {
  readonly url: string
  readonly contentType: string
  readonly body: Uint8Array
  /** Value of Mdm-Signature; null for none. */
  readonly signature: string | null
}

export type Wire = {
  put(sending: Sending): Promise<Reply>
  /** Breaks every connection; the next `put` opens a new one. */
  cut(): void
}

const mostReplyBytes = 4 * 1024 * 1024

/** PUTs as a device does: no redirects, no compression, one kept connection. `roots`: PEM roots to trust. */
export function openWire(options: { readonly roots?: readonly string[] | undefined; readonly timeout: number }): Wire {
  const http = new HttpAgent({ keepAlive: true, maxSockets: 1 })
  const https = new HttpsAgent({ keepAlive: true, maxSockets: 1, ...(options.roots && { ca: [...options.roots] }) })
  return {
    put: (sending) => put(sending, sending.url.startsWith('https:') ? https : http, options.timeout),
    cut() {
      http.destroy()
      https.destroy()
    },
  }
}

function put(sending: Sending, agent: HttpAgent | HttpsAgent, timeout: number): Promise<Reply> {
  const start = agent instanceof HttpsAgent ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const broke = (error: Error) => reject(new BrokenConnectionError(error.message, { cause: error }))
    const request = start(sending.url, {
      method: 'PUT',
      agent,
      timeout,
      headers: {
        Accept: '*/*',
        'Content-Type': sending.contentType,
        'Content-Length': sending.body.length,
        'User-Agent': 'MDM/1.0',
        ...(sending.signature !== null && { 'Mdm-Signature': sending.signature }),
      },
    })
    request.on('timeout', () => request.destroy(new Error('no answer in time')))
    request.on('error', broke)
    request.on('response', (response) => {
      readAll(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', body })
      }, broke)
    })
    request.end(sending.body)
  })
}

async function readAll(response: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length
    if (size > mostReplyBytes) throw new Error('the answer is too long')
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
