import fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unreadable, type AppleAnswer } from '../../channels/apple/answer.ts'
import { rememberingLog } from '../../channels/apple/test-parts.ts'
import { appleRoutes } from './apple.ts'

const checkInType = 'application/x-apple-aspen-mdm-checkin'
const commandType = 'application/x-apple-aspen-mdm; charset=UTF-8'

let app: FastifyInstance
let log: ReturnType<typeof rememberingLog>
let answer: () => AppleAnswer
let taken: { readonly signature: string; readonly body: Buffer }[]

beforeEach(async () => {
  log = rememberingLog()
  taken = []
  answer = () => ({ type: 'nothing' })
  app = fastify()
  const exchange = async (signature: string, body: Buffer) => {
    taken.push({ signature, body })
    return answer()
  }
  await app.register(appleRoutes(exchange, log))
})

afterEach(() => app.close())

const put = (options: Partial<InjectOptions> = {}) =>
  app.inject({
    method: 'PUT',
    url: '/apple/mdm',
    payload: Buffer.from('body'),
    ...options,
    headers: { 'mdm-signature': 'c2ln', 'content-type': commandType, ...options.headers },
  })

test('the bytes and the signature are handed on as they came, from both addresses, under any type or none', async () => {
  const body = Buffer.from([0, 255, 60, 13, 10])
  for (const url of ['/apple/mdm', '/apple/checkin'])
    for (const type of [commandType, checkInType, 'application/json', undefined]) {
      const headers = { 'mdm-signature': 'c2ln', ...(type === undefined ? {} : { 'content-type': type }) }
      expect((await app.inject({ method: 'PUT', url, payload: body, headers })).statusCode).toBe(200)
    }
  expect(taken).toHaveLength(8)
  for (const got of taken) expect(got).toEqual({ signature: 'c2ln', body })
})

test('nothing to do is 200 with no byte', async () => {
  const response = await put()
  expect([response.statusCode, response.rawPayload.length]).toEqual([200, 0])
})

test('a command is 200, XML, as it is', async () => {
  answer = () => ({ type: 'command', body: '<plist>é</plist>' })
  const response = await put({ headers: { 'accept-encoding': 'gzip' } })
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-type']).toBe('application/xml; charset=UTF-8')
  expect(response.headers['content-encoding']).toBeUndefined()
  expect(response.body).toBe('<plist>é</plist>')
})

test('a message that can not be read is 400, and says nothing of itself', async () => {
  answer = () => unreadable('signature-wrong')
  const response = await put({ payload: Buffer.from('canary-body'), headers: { 'mdm-signature': 'canary+header' } })
  expect(response.statusCode).toBe(400)
  expect(response.headers['content-type']).toContain('application/problem+json')
  expect(response.json()).toMatchObject({ status: 400, code: 'malformed' })
  expect(log.lines).toHaveLength(1)
  expect(log.lines[0]).toContain('"route":"/apple/mdm","code":"signature-wrong"')
  expect(response.body + log.lines.join()).not.toContain('canary')
})

test.each([403, 404, 410] as const)('%d has no body: to a device, a body would mean something', async (status) => {
  answer = () => ({ type: 'refused', status, code: 'unknown-certificate', enrolmentId: null })
  const response = await put()
  expect([response.statusCode, response.rawPayload.length]).toEqual([status, 0])
})

test('no signature: 400, before the body is read', async () => {
  for (const signature of ['', undefined]) {
    const response = await app.inject({
      method: 'PUT',
      url: '/apple/checkin',
      payload: 'x',
      headers: signature === undefined ? {} : { 'mdm-signature': signature },
    })
    expect(response.statusCode).toBe(400)
  }
  expect(taken).toEqual([])
})

test('a packed body is not unpacked: 415', async () => {
  for (const encoding of ['gzip', 'deflate', 'br', 'identity, gzip'])
    expect((await put({ headers: { 'content-encoding': encoding } })).statusCode).toBe(415)
  expect((await put({ headers: { 'content-encoding': 'identity' } })).statusCode).toBe(200)
  expect(taken).toHaveLength(1)
})

test('1 MiB is taken, a byte more is 413', async () => {
  expect((await put({ payload: Buffer.alloc(1_048_576) })).statusCode).toBe(200)
  expect((await put({ payload: Buffer.alloc(1_048_577) })).statusCode).toBe(413)
  expect(taken).toHaveLength(1)
})

test('an empty body is 400', async () => {
  expect((await put({ payload: Buffer.alloc(0) })).statusCode).toBe(400)
  expect(taken).toEqual([])
})

test.each(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'] as const)('%s is 405', async (method) => {
  for (const url of ['/apple/mdm', '/apple/checkin']) {
    const payload = method === 'POST' ? { payload: Buffer.alloc(2_000_000) } : {}
    const response = await app.inject({ method, url, headers: { 'mdm-signature': 'c2ln' }, ...payload })
    expect([response.statusCode, response.headers.allow]).toEqual([405, 'PUT'])
  }
  expect(taken).toEqual([])
})

test('a part that fails (the database) is 503: the device tries again', async () => {
  answer = () => {
    throw Object.assign(new Error('canary-secret in a query'), { code: 'ECONNREFUSED' })
  }
  const response = await put()
  expect(response.statusCode).toBe(503)
  expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
  expect(log.lines).toHaveLength(1)
  expect(log.lines[0]).toContain('ECONNREFUSED')
  expect(response.body + log.lines.join()).not.toContain('canary')
})
