import { expect, test } from 'vitest'
import { createLog, inRequest } from './log.ts'
import { createApp } from './http/app.ts'
import { ProblemError } from './http/problems.ts'

function recording(level: 'info' | 'warn' | 'debug' = 'info') {
  const lines: Record<string, unknown>[] = []
  const log = createLog(level, { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  return { log, lines }
}

async function appWith(log: ReturnType<typeof createLog>) {
  const app = await createApp({ origin: () => 'http://localhost', hosts: [], log })
  app.get('/api/devices/:id', async () => {
    await new Promise((resolve) => setImmediate(resolve))
    log.info({ step: 1 }, 'within')
    return {}
  })
  app.get('/api/broken', async () => {
    throw new Error('holds hush')
  })
  app.get('/api/refused', async () => {
    throw new ProblemError('frozen')
  })
  app.put('/apple/mdm', async () => '')
  app.get('/healthz', async () => '')
  app.get('/assets/*', async () => '')
  return app
}

test('a line is one JSON object, with the level in words and the time in ISO 8601', () => {
  const { log, lines } = recording()
  log.warn({ left: 3 }, 'something is short')
  log.debug({}, 'not at this level')
  expect(lines).toEqual([
    { level: 'warn', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), left: 3, msg: 'something is short' },
  ])
})

test('each of people’s requests is one line: pattern, status and time, never address or query', async () => {
  const { log, lines } = recording()
  const app = await appWith(log)
  await app.inject({ url: '/api/devices/hush-id?token=hush', headers: { host: 'localhost', cookie: 'hush' } })
  await app.inject({ url: '/api/nothing/hush', headers: { host: 'localhost' } })
  expect(lines.filter(({ msg }) => msg === 'answered')).toEqual([
    expect.objectContaining({ method: 'GET', route: '/api/devices/:id', status: 200, ms: expect.any(Number) }),
    expect.objectContaining({ method: 'GET', route: 'none', status: 404 }),
  ])
  expect(JSON.stringify(lines)).not.toContain('hush')
})

test('every line of one request carries its id, and no other’s', async () => {
  const { log, lines } = recording()
  const app = await appWith(log)
  const get = () => app.inject({ url: '/api/devices/1', headers: { host: 'localhost' } })
  await Promise.all([get(), get()])
  log.info({}, 'outside')
  const ids = new Set(lines.map(({ http }) => http))
  expect(ids).toEqual(new Set([expect.stringMatching(/^[A-Z2-9]{8}$/), expect.any(String), undefined]))
  for (const id of [...ids].filter((one) => one !== undefined))
    expect(lines.filter(({ http }) => http === id).map(({ msg }) => msg)).toEqual(['within', 'answered'])
})

test('what a person reads out to support is the id in the log', async () => {
  const { log, lines } = recording()
  const app = await appWith(log)
  for (const path of ['/api/broken', '/api/refused', '/nowhere']) {
    lines.length = 0
    const answer = await app.inject({ url: path, headers: { host: 'localhost' } })
    const { reference } = answer.json<{ reference: string }>()
    expect(lines.at(-1)).toMatchObject({ msg: 'answered', http: reference })
  }
  expect(JSON.stringify(lines)).not.toContain('hush')
})

test('devices and probes write no line a request, nor do built files at info', async () => {
  const { log, lines } = recording()
  const app = await appWith(log)
  await app.inject({ method: 'PUT', url: '/apple/mdm', headers: { host: 'localhost' } })
  for (const url of ['/healthz', '/assets/index.js']) await app.inject({ url, headers: { host: 'localhost' } })
  expect(lines).toEqual([])
})

test('work outside of a request has no id', () => {
  const { log, lines } = recording()
  inRequest('ABCDEFGH', () => log.info({}, 'in'))
  log.info({}, 'out')
  expect(lines.map(({ http }) => http)).toEqual(['ABCDEFGH', undefined])
})
