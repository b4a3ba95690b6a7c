import type { ServerResponse } from 'node:http'
import type { Handle } from './bind.ts'
import type { Readiness } from './health.ts'
import type { Metrics } from './metrics.ts'

/** What the admin address answers: `/metrics`, and `/readyz` with its reasons. Reads only, nothing about persons. */
export function adminHandle(metrics: Metrics, readiness: Pick<Readiness, 'look'>): Handle {
  return (request, response) => {
    const path = request.url?.split('?', 1)[0]
    const answer =
      request.method !== 'GET'
        ? null
        : path === '/metrics'
          ? metricsOf(metrics)
          : path === '/readyz'
            ? reasons(readiness)
            : null
    if (answer === null) return send(response, { status: 404, type: 'text/plain', body: 'not found\n' })
    answer.then(
      (given) => send(response, given),
      () => send(response, { status: 500, type: 'text/plain', body: 'failed\n' }),
    )
  }
}

type Given = { readonly status: number; readonly type: string; readonly body: string }

async function metricsOf(metrics: Metrics): Promise<Given> {
  return { status: 200, type: metrics.contentType, body: await metrics.text() }
}

async function reasons(readiness: Pick<Readiness, 'look'>): Promise<Given> {
  const checks = await readiness.look()
  const ready = checks.every(({ problem }) => problem === null)
  return { status: ready ? 200 : 503, type: 'application/json', body: `${JSON.stringify({ ready, checks })}\n` }
}

function send(response: ServerResponse, { status, type, body }: Given): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
