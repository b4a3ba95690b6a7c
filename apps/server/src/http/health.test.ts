import fastify from 'fastify'
import { expect, test } from 'vitest'
import { createReadiness, healthRoutes } from './health.ts'

const inOrder = [
  { name: 'database', problem: null },
  { name: 'running', problem: null },
]

function timed(clock: () => Promise<Date>) {
  let now = 0
  let asked = 0
  const readiness = createReadiness({ clock: () => ((asked += 1), clock()) }, () => now)
  return { readiness, asked: () => asked, pass: (milliseconds: number) => (now += milliseconds) }
}

test('ready while the database answers; asked at most once a second', async () => {
  const { readiness, asked, pass } = timed(async () => new Date())
  expect(await readiness.look()).toEqual(inOrder)
  pass(999)
  await readiness.look()
  expect(asked()).toBe(1)
  pass(1)
  await readiness.look()
  expect(asked()).toBe(2)
})

test('a database that can’t be reached is told, and forgotten when it is back', async () => {
  let there = false
  const { readiness, pass } = timed(async () => {
    if (!there) throw new Error('password authentication failed for hush')
    return new Date()
  })
  expect(await readiness.look()).toContainEqual({ name: 'database', problem: 'can’t be reached' })
  there = true
  pass(1_000)
  expect(await readiness.look()).toEqual(inOrder)
})

test('a database that hangs is told after two seconds', async () => {
  const { readiness } = timed(() => new Promise(() => undefined))
  expect(await readiness.look()).toContainEqual({ name: 'database', problem: 'does not answer within 2 s' })
})

test('a process that stops is not ready at once, and still alive', async () => {
  const { readiness } = timed(async () => new Date())
  const app = fastify()
  await app.register(healthRoutes(readiness))
  const get = async (url: string) => {
    const { statusCode, body } = await app.inject(url)
    return `${statusCode} ${body.trim()}`
  }
  expect(await get('/readyz')).toBe('200 ready')
  readiness.stopping()
  expect(await get('/readyz')).toBe('503 not ready')
  expect(await get('/healthz')).toBe('200 ok')
})
