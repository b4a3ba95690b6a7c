import type { Database } from '@latchkey/domain'
import type { FastifyPluginAsync } from 'fastify'

/** One thing that must be in order for requests to be sent here; null: it is. */
export type Check = { readonly name: string; readonly problem: string | null }

export type Readiness = {
  /** Looks at everything, at most once a second. */
  look(): Promise<readonly Check[]>
  /** From now on this process is not ready: it is stopping. */
  stopping(): void
}

const patience = 2_000
const keptFor = 1_000

/** Watches over what makes the process ready. Nobody who asks often makes the database work often. */
export function createReadiness(database: Pick<Database, 'clock'>, now = () => performance.now()): Readiness {
  let stopping = false
  let last: { readonly at: number; readonly checks: Promise<readonly Check[]> } | null = null
  const lookAnew = async (): Promise<readonly Check[]> => [
    { name: 'database', problem: await databaseProblem(database) },
    { name: 'running', problem: stopping ? 'the process is stopping' : null },
  ]
  return {
    look() {
      if (last === null || now() - last.at >= keptFor) last = { at: now(), checks: lookAnew() }
      return last.checks
    },
    stopping() {
      stopping = true
      last = null
    },
  }
}

async function databaseProblem(database: Pick<Database, 'clock'>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`does not answer within ${patience / 1000} s`), patience)
  })
  const answer = database.clock().then(
    () => null,
    () => 'can’t be reached',
  )
  const problem = await Promise.race([answer, late])
  clearTimeout(timer)
  return problem
}

/** `/healthz`: the process answers. `/readyz`: it can do its work. Neither tells more; the admin address does. */
export function healthRoutes(readiness: Pick<Readiness, 'look'>): FastifyPluginAsync {
  return async (app) => {
    app.get('/healthz', async (_request, reply) => reply.type('text/plain').send('ok\n'))
    app.get('/readyz', async (_request, reply) => {
      const ready = (await readiness.look()).every(({ problem }) => problem === null)
      return reply
        .code(ready ? 200 : 503)
        .type('text/plain')
        .send(ready ? 'ready\n' : 'not ready\n')
    })
  }
}
