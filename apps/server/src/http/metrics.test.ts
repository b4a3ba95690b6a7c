import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '../test-server.ts'
import { bind } from './bind.ts'
import { openDoors } from './doors.ts'
import { createMetrics } from './metrics.ts'
import type { Figures } from './metrics-figures.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const nothing: Figures = {
  openRequests: {},
  oldestUnsent: 0,
  enrolments: {},
  silent: 0,
  pushDead: 0,
  tokensMissing: 0,
  noticesWaiting: 0,
  refusedStepUps: {},
}

let running: Awaited<ReturnType<typeof startTestServer>>
beforeAll(async () => {
  running = await startTestServer({ adminListen: { host: '127.0.0.1', port: 0 } })
})
afterAll(() => running.close())

const admin = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${running.server.adminPort}${path}`, init)

test('the admin address gives the reasons of readiness; the public one only yes or no', async () => {
  const answer = await admin('/readyz')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({
    ready: true,
    checks: [
      { name: 'database', problem: null },
      { name: 'running', problem: null },
    ],
  })
  const there = await fetch(`${running.server.origin}/readyz`)
  expect(await there.text()).toBe('ready\n')
})

test('metrics are on the admin address alone, and it serves nothing else', async () => {
  expect((await fetch(`${running.server.origin}/metrics`)).status).toBe(404)
  expect((await admin('/')).status).toBe(404)
  expect((await admin('/api/start')).status).toBe(404)
  expect((await admin('/metrics', { method: 'POST' })).status).toBe(404)
})

test('every statement behind the figures holds on a real database', async () => {
  const answer = await admin('/metrics')
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const text = await answer.text()
  for (const line of [
    'latchkey_database_up 1',
    'latchkey_request_oldest_unsent_seconds 0',
    'latchkey_devices_silent 0',
    'latchkey_push_addresses_dead 0',
    'latchkey_unlock_tokens_missing 0',
    'latchkey_notices_waiting 0',
  ])
    expect(text.split('\n')).toContain(line)
  expect(text).toMatch(/^latchkey_build_info\{version="[\d.]+"\} 1$/m)
  expect(text).toMatch(/^latchkey_certificate_days_left\{certificate="device_authority"\} \d+/m)
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m)
  // Nothing about persons.
  expect(text).not.toContain('@')
})

const metricsOf = (figures: () => Promise<Figures>) =>
  createMetrics({ version: '1.2.3', figures, certificates: () => ({ tls: new Date(0) }), log: silent })

test('figures become gauges by state and reason; failed pushes count up', async () => {
  const metrics = metricsOf(async () => ({
    ...nothing,
    openRequests: { queued: 3, 'handed-over': 1 },
    oldestUnsent: 61,
    enrolments: { enrolled: 12 },
    refusedStepUps: { 'too-late': 2 },
  }))
  metrics.pushFailed('apple')
  metrics.pushFailed('apple')
  const lines = (await metrics.text()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'latchkey_requests_open{state="queued"} 3',
      'latchkey_requests_open{state="handed-over"} 1',
      'latchkey_request_oldest_unsent_seconds 61',
      'latchkey_enrolments{state="enrolled"} 12',
      'latchkey_step_ups_refused_day{reason="too-late"} 2',
      'latchkey_push_failures_total{channel="apple"} 2',
    ]),
  )
})

test('without the database the process’s own figures still come, and say so; it is asked once for many scrapes', async () => {
  let asked = 0
  const metrics = metricsOf(async () => {
    asked += 1
    throw new Error('gone')
  })
  const texts = await Promise.all([metrics.text(), metrics.text(), metrics.text()])
  for (const text of texts) expect(text).toContain('latchkey_database_up 0\n')
  expect(asked).toBe(1)
})

test('a taken admin address stops the start, naming the variable', async () => {
  const taken = await bind('127.0.0.1', 0)
  const config = { host: '127.0.0.1', port: 0, tls: null, devicePort: null, proxySocket: null, trustedProxies: [] }
  const opening = openDoors(
    {
      ...config,
      proxySecret: null,
      clientCertificateHeader: null,
      adminListen: { host: '127.0.0.1', port: taken.port },
    },
    silent,
  )
  await expect(opening).rejects.toThrow(`LATCHKEY_ADMIN_LISTEN=127.0.0.1:${taken.port}: Port ${taken.port} is taken`)
  await taken.close()
})
