import type { FastifyInstance } from 'fastify'
import { inRequest } from '../log.ts'
import type { Log } from '../parts.ts'
import { isForDevices } from './guards.ts'

const probes = ['/healthz', '/readyz']
const assets = ['/assets/*', '/look/tokens.css', '/look/pages.css']

/**
 * Gives each request an id that its log lines carry, and writes one line for each of people's requests when it has been
 * answered: the route's pattern, never the address or the body, which may name a device or hold a one-time token.
 */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', (request, _reply, done) => inRequest(request.id, done))
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    if (!probes.includes(route) && !isForDevices(route)) {
      const fields = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
      if (assets.includes(route)) log.debug(fields, 'answered')
      else log.info(fields, 'answered')
    }
    done()
  })
}
