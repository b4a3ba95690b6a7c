import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from './app.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await createApp({
    origin: () => 'https://portal.example',
    deviceOrigin: 'https://mdm.example:8443',
    hosts: ['enterpriseenrollment.example'],
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  })
  for (const path of ['/devices', '/apple/mdm', '/healthz', '/readyz']) app.get(path, async () => 'here')
  await app.ready()
})
afterAll(() => app.close())

test.each([
  ['/devices', 'portal.example', 200],
  ['/devices', 'Portal.Example:443', 200],
  ['/devices', 'enterpriseenrollment.example', 200],
  ['/devices', 'mdm.example:8443', 421],
  ['/devices', 'portal.example:8443', 421],
  ['/devices', 'portal.example.evil.test', 421],
  ['/devices', '127.0.0.1', 421],
  ['/devices', '', 421],
  ['/apple/mdm', 'mdm.example:8443', 200],
  ['/apple/mdm', 'portal.example', 200],
  ['/apple/mdm', 'evil.test', 421],
  ['/healthz', 'anything.test', 200],
  ['/readyz', '10.1.2.3:8080', 200],
])('%s under the name %j: %i', async (url, host, status) => {
  const answer = await app.inject({ url, headers: { host } })
  expect(answer.statusCode).toBe(status)
})

test('a foreign host is refused before anything is read of the request', async () => {
  const answer = await app.inject({ method: 'PUT', url: '/apple/mdm', headers: { host: 'evil.test' }, payload: 'x' })
  expect(answer.json()).toMatchObject({ status: 421, code: 'wrong-host' })
})
