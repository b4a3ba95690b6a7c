import type { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import Provider, { errors } from 'oidc-provider'
import { configurationOf } from './configuration.ts'
import { framesOf } from './frames.ts'
import type { Visit } from './frames.ts'
import { guardHeaders, sendOn } from './http/respond.ts'
import { toText } from './pages/html.ts'
import { messagePage } from './pages/message-page.ts'
import type { IdentityProviderParts } from './parts.ts'
import { setUpPages } from './set-up/set-up.ts'
import { signInPages } from './sign-in.ts'

const sessionCookie = 'latchkey-idp'
const sheet = readFileSync(new URL('./pages/provider.css', import.meta.url), 'utf8')

export type IdentityProvider = {
  /** Answers everything below the issuer's path; `address` is the browser's, as far as proxies can be trusted. */
  readonly handler: (req: IncomingMessage, res: ServerResponse, address?: string) => Promise<void>
}

/**
 * The embedded OpenID provider with local accounts. To the portal it is a provider like any other; it asks for the
 * password at each request, never signs in silently, and its pages run no script.
 * @see https://openid.net/specs/openid-connect-core-1_0.html
 */
export function createIdentityProvider(parts: IdentityProviderParts): IdentityProvider {
  const issuer = new URL(parts.issuer)
  const mount = issuer.pathname.replace(/\/$/, '')
  const pagePrefix = `${mount}/sign-in/`
  const setUpPrefix = `${mount}/set-up/`
  const colourPath = `${mount}/organisation.css`
  const sheetPath = `${mount}/provider.css`
  const frames = framesOf(parts, [sheetPath, colourPath])
  const configuration = configurationOf(
    parts,
    (uid) => `${pagePrefix}${uid}`,
    (ctx, error) => {
      parts.log.info({ error: error.message, path: ctx.path }, 'the identity provider refused a request')
      const visit = { req: ctx.req, res: ctx.res, url: issuer }
      ctx.type = 'html'
      ctx.body = toText(messagePage(frames.of(visit, ctx.query['ui_locales']), isOld(error) ? 'old' : 'broken'))
    },
  )
  const provider = new Provider(parts.issuer, configuration)
  // The forwarded headers are our own: `handler` replaces whatever came with the request.
  provider.proxy = true
  provider.on('server_error', (_ctx, error) => parts.log.error({ err: error }, 'the identity provider failed'))
  const events: EventEmitter = provider
  events.on('error', (error: unknown) => parts.log.error({ err: error }, 'the identity provider failed'))
  const library = provider.callback()
  const pages = signInPages(parts, provider, frames, async ({ req, res }) => {
    const { accountId, loginTs } = await provider.Session.get(provider.createContext(req, res))
    return accountId === undefined || loginTs === undefined ? null : { accountId, loginTs }
  })

  const setUp = setUpPages(parts, frames, mount)

  return { handler }

  async function handler(req: IncomingMessage, res: ServerResponse, address?: string): Promise<void> {
    const path = req.url ?? '/'
    if (!path.startsWith(`${mount}/`) || !URL.canParse(path, issuer.href)) return end(res, 404)
    const url = new URL(path, issuer)
    req.headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1)
    req.headers['x-forwarded-host'] = issuer.host
    req.headers.host = issuer.host
    const visit = { req, res, url }
    if (issuer.protocol === 'https:') res.setHeader('strict-transport-security', 'max-age=31536000')
    try {
      await route(visit, address ?? req.socket.remoteAddress ?? '')
    } catch (error) {
      parts.log.error({ err: error }, 'the identity provider failed')
      if (!res.headersSent) frames.message(visit, 500, 'broken')
    }
  }

  async function route(visit: Visit, address: string): Promise<void> {
    const { req, res, url } = visit
    if (url.pathname.startsWith(pagePrefix)) {
      const page = { ...visit, uid: url.pathname.slice(pagePrefix.length), address }
      if (req.method === 'GET') return pages.show(page)
      return req.method === 'POST' ? pages.submit(page) : end(res, 405)
    }
    if (url.pathname.startsWith(setUpPrefix)) {
      const token = url.pathname.slice(setUpPrefix.length)
      if (req.method === 'GET') return setUp.show(visit, token)
      return req.method === 'POST' ? setUp.submit(visit, token) : end(res, 405)
    }
    if (url.pathname === colourPath) return sendColour(res)
    if (url.pathname === sheetPath) return sendCss(res, sheet)
    if (url.pathname.startsWith(`${mount}/session/end`)) return endSession(visit)
    withoutCookie(req, sessionCookie)
    for (const [name, value] of Object.entries(guardHeaders)) res.setHeader(name, value)
    // The library tells its place by what is left of the original path.
    Object.assign(req, { originalUrl: path(req) })
    req.url = path(req).slice(mount.length)
    await library(req, res)
  }

  /**
   * Ends this browser's session here without asking: it can sign nobody in, so nothing is lost by a forged request.
   * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html
   */
  async function endSession({ req, res, url }: Visit): Promise<void> {
    const session = await provider.Session.get(provider.createContext(req, res))
    if (session.accountId !== undefined) await session.destroy()
    const wanted = url.searchParams.get('post_logout_redirect_uri') ?? ''
    const known = parts.client.postLogoutRedirectUris.includes(wanted) ? new URL(wanted) : null
    const state = url.searchParams.get('state')
    if (known !== null && state !== null) known.searchParams.set('state', state)
    const gone = `Path=${mount}; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax`
    const cookies = [sessionCookie, `${sessionCookie}.sig`].map((name) => `${name}=; ${gone}`)
    sendOn(res, known?.href ?? parts.look().startPath, { 'set-cookie': cookies })
  }

  function sendColour(res: ServerResponse): void {
    const { colour } = parts.look().organisation
    const css = /^#[0-9a-f]{6}$/i.test(colour) ? `:root { --org: ${colour} }\n` : ''
    sendCss(res, css)
  }
}

function sendCss(res: ServerResponse, css: string): void {
  res.writeHead(200, { ...guardHeaders, 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' })
  res.end(css)
}

function isOld(error: Error): boolean {
  return error instanceof errors.SessionNotFound
}

function path(req: IncomingMessage): string {
  return req.url ?? '/'
}

function end(res: ServerResponse, status: number): void {
  res.writeHead(status, { ...guardHeaders, 'content-length': 0 })
  res.end()
}

/** The library must not see the last sign-in's session: each request stands alone, whoever signs in. */
function withoutCookie(req: IncomingMessage, name: string): void {
  const kept = (req.headers.cookie ?? '')
    .split(';')
    .filter((pair) => ![name, `${name}.sig`].includes(pair.split('=', 1)[0]?.trim() ?? ''))
  if (req.headers.cookie !== undefined) req.headers.cookie = kept.join(';')
}
