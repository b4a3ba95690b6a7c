import type { Database } from '@latchkey/domain'
import type { FastifyPluginAsync } from 'fastify'

/** `/healthz`: the process answers. `/readyz`: it can also reach its database. Neither tells more. */
export function healthRoutes(database: Database): FastifyPluginAsync {
  return async (app) => {
    app.get('/healthz', async (_request, reply) => reply.type('text/plain').send('ok\n'))
    app.get('/readyz', async (_request, reply) => {
      const ready = await database.clock().then(
        () => true,
        () => false,
      )
      return reply
        .code(ready ? 200 : 503)
        .type('text/plain')
        .send(ready ? 'ready\n' : 'not ready\n')
    })
  }
}
