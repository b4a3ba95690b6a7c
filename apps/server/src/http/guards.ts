import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ProblemError } from './problems.ts'

const safe = ['GET', 'HEAD', 'OPTIONS']

/** Paths that devices and probes use: they come without a browser's headers, under any accepted name. */
const withoutBrowser = ['/apple/', '/.well-known/', '/EnrollmentServer/', '/ManagementServer/', '/agent/', '/android/']
const anyHost = ['/healthz', '/readyz']

export function isForDevices(path: string): boolean {
  return withoutBrowser.some((prefix) => path.startsWith(prefix))
}

export type GuardParts = {
  readonly origin: () => string
  /** The origin of devices where they call under a name of their own; accepted on their paths alone. */
  readonly deviceOrigin?: string
  readonly hosts: readonly string[]
}

/** Turns away what comes under another name (DNS rebinding) and what another site makes a browser send. */
export function guard(app: FastifyInstance, parts: GuardParts): void {
  app.addHook('onRequest', async (request) => {
    const path = request.raw.url?.split('?', 1)[0] ?? '/'
    if (anyHost.includes(path)) return
    const origin = new URL(parts.origin())
    const forDevices = isForDevices(path)
    if (!accepted(request.headers.host ?? '', origin.host, forDevices, parts)) throw new ProblemError('wrong-host')
    if (safe.includes(request.method) || forDevices) return
    // The token endpoint is called in process, by the server itself, with the client's secret.
    if (path === '/idp/token') return
    if (!sameSite(request, origin.origin)) throw new ProblemError('cross-site')
  })
}

function accepted(host: string, own: string, forDevices: boolean, parts: GuardParts): boolean {
  // Names are told apart by case nowhere, and the usual port may be said or not.
  const name = host.toLowerCase().replace(parts.origin().startsWith('https:') ? /:443$/ : /:80$/, '')
  if (name === own || parts.hosts.includes(name)) return true
  return forDevices && parts.deviceOrigin !== undefined && name === new URL(parts.deviceOrigin).host
}

/** The browser says that the page which sent this is ours: by Sec-Fetch-Site, and by Origin; one of both must speak. */
function sameSite(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site']
  const from = request.headers.origin
  if (site !== undefined && site !== 'same-origin') return false
  if (from !== undefined && from !== origin) return false
  return site !== undefined || from !== undefined
}

/** Headers that every answer carries; a page's own policy replaces the strictest one. */
export function protect(app: FastifyInstance, secure: () => boolean): void {
  app.addHook('onSend', async (_request, reply) => {
    const headers: Record<string, string> = {
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      ...(secure() ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    }
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) void reply.header(name, value)
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
  })
}
