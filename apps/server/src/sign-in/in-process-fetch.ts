import fastify from 'fastify'
import type { FastifyPluginAsync } from 'fastify'
import type { IdentityProvider } from '@latchkey/identity-provider'
import { ProblemError } from '../http/problems.ts'
import type { Fetch } from './parts.ts'

/** An address longer than this is no sign-in of ours; the library would keep it. */
const longestUrl = 4096

/** Mounts the embedded provider below `path`. It reads its own bodies and writes its own answers. */
export function identityProviderRoutes({ handler }: IdentityProvider, path: string): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _payload, done) => done(null))
    app.all(`${path}/*`, { config: { rateLimit: {} } }, async (request, reply) => {
      if (request.url.length > longestUrl) throw new ProblemError('malformed')
      reply.hijack()
      await handler(request.raw, reply.raw, request.ip)
    })
  }
}

/**
 * A `fetch` that reaches the embedded provider without a network: no hairpin through a proxy, no certificate of our
 * own to trust, and every check that a foreign provider's answers go through.
 */
export function inProcessFetch(provider: IdentityProvider, issuer: string): Fetch {
  const { origin, host, pathname } = new URL(issuer)
  const app = fastify()
  void app.register(identityProviderRoutes(provider, pathname))
  return async (target, init) => {
    const url = new URL(target)
    if (url.origin !== origin) throw new TypeError('the embedded provider is asked about itself alone')
    const body = init.body === undefined || init.body === null ? {} : { payload: bodyText(init.body) }
    const answer = await app.inject({
      method: init.method === 'POST' ? 'POST' : 'GET',
      url: url.pathname + url.search,
      headers: { ...init.headers, host, ...(init.body instanceof URLSearchParams ? form : {}) },
      ...body,
    })
    const headers = new Headers()
    for (const [name, value] of Object.entries(answer.headers))
      for (const one of [value].flat()) if (one !== undefined) headers.append(name, String(one))
    return new Response(answer.body, { status: answer.statusCode, headers })
  }
}

const form = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new TypeError('the embedded provider takes forms alone')
}
