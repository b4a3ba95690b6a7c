import type { IncomingHttpHeaders } from 'node:http'

/** Did a page of this origin send it? Browsers that tell Sec-Fetch-Site are believed; others must tell the Origin. */
export function isSameOrigin(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site']
  return site === undefined ? headers.origin === origin : site === 'same-origin'
}
