import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { toText } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'

/** What every answer of the provider carries: nothing runs, nothing frames it, nothing is kept. */
export const guardHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  // Not no-referrer: with it browsers send `Origin: null` along with our own forms.
  'referrer-policy': 'same-origin',
}

/** Sends a page. */
export function sendPage(res: ServerResponse, status: number, page: Html, headers: OutgoingHttpHeaders = {}): void {
  const body = Buffer.from(toText(page))
  res.writeHead(status, {
    ...guardHeaders,
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'content-length': body.length,
  })
  res.end(body)
}

/** Sends the browser on, by GET. */
export function sendOn(res: ServerResponse, location: string, headers: OutgoingHttpHeaders = {}): void {
  res.writeHead(303, { ...guardHeaders, ...headers, location, 'content-length': 0 })
  res.end()
}
