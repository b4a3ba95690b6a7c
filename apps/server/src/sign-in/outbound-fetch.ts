import { request as plainRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as secureRequest } from 'node:https'
import { rootCertificates } from 'node:tls'
import type { Fetch, FetchInit } from './parts.ts'

/** Longest answer that is read, in bytes. */
const longestAnswer = 256 * 1024

/**
 * A `fetch` for a provider elsewhere: with further trusted roots (PEM), never following a redirect, reading 256 KiB at
 * most. It carries no cookie and keeps no connection.
 */
export function outboundFetch(roots: string | null): Fetch {
  const trusted = roots === null ? {} : { ca: [...rootCertificates, roots] }
  return (target, init) =>
    new Promise((resolve, reject) => {
      const url = new URL(target)
      const options = { method: init.method ?? 'GET', headers: headersOf(init), agent: false, ...signalOf(init) }
      const answered = (answer: IncomingMessage) => void readAnswer(answer).then(resolve, reject)
      const request =
        url.protocol === 'https:'
          ? secureRequest(url, { ...options, ...trusted }, answered)
          : plainRequest(url, options, answered)
      request.on('error', reject)
      request.end(bodyOf(init.body))
    })
}

async function readAnswer(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer) {
    const bytes = chunk as Buffer
    length += bytes.length
    // Leaving the loop destroys the stream, and the connection with it.
    if (length > longestAnswer) throw new TypeError('the answer is too long')
    chunks.push(bytes)
  }
  const headers = new Headers()
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value)
  const status = answer.statusCode ?? 502
  const empty = status === 204 || status === 205 || status === 304
  // A Response knows no status below 200; a provider has no reason to end with one.
  if (status < 200) throw new TypeError('the answer is not one')
  return new Response(empty ? null : Buffer.concat(chunks), { status, headers })
}

function headersOf({ headers, body }: FetchInit): Record<string, string> {
  const form = body instanceof URLSearchParams
  return { ...headers, ...(form ? { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' } : {}) }
}

function signalOf({ signal }: FetchInit) {
  return signal === undefined ? {} : { signal }
}

function bodyOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString()
  throw new TypeError('only forms are sent to a provider')
}
