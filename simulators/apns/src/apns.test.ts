import { type ClientHttp2Session, connect, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http2'
import { afterEach, expect, test } from 'vitest'
import { type ApnsOptions, type ApnsStandIn, startApns } from './apns.ts'
import { makeTlsIdentity } from './certificate.ts'

const token = 'ab'.repeat(32)
const good = {
  ':method': 'POST',
  ':path': `/3/device/${token}`,
  'apns-topic': 'com.apple.mgmt.External.test',
  'apns-push-type': 'mdm',
  'apns-expiration': '4102444800',
}

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(options?: ApnsOptions): Promise<ApnsStandIn> {
  const apns = await startApns(options)
  closing.push(() => apns.close())
  return apns
}

function provider(apns: ApnsStandIn, certificate: { cert?: string; key?: string } = {}): ClientHttp2Session {
  const session = connect(apns.origin, { ca: apns.rootPem, ...certificate })
  session.on('error', () => undefined)
  closing.push(() => session.destroy())
  return session
}

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

function push(session: ClientHttp2Session, headers: OutgoingHttpHeaders = good, body = '{"mdm":"MAGIC"}') {
  return new Promise<Answer>((resolve, reject) => {
    const stream = session.request(headers, { endStream: false })
    let text = ''
    let answered: IncomingHttpHeaders = {}
    stream.on('response', (response) => (answered = response))
    stream.on('data', (part: Buffer) => (text += part.toString()))
    stream.on('end', () => resolve({ status: Number(answered[':status']), headers: answered, body: text }))
    stream.on('error', reject)
    stream.end(body)
  })
}

test('a good push is answered 200 with an id and no body, and rings the device', async () => {
  const rung: unknown[] = []
  const apns = await start({ onPush: (...heard) => rung.push(heard) > 0 })
  const { status, headers, body } = await push(provider(apns))
  expect({ status, body }).toEqual({ status: 200, body: '' })
  expect(headers['apns-id']).toMatch(/^[0-9A-F-]{36}$/)
  expect(rung).toEqual([[token, 'MAGIC']])
  expect(apns.pushes).toMatchObject([
    { token, magic: 'MAGIC', priority: 10, expiration: 4_102_444_800, delivered: true },
  ])
})

test.each([
  ['GET', { ':method': 'GET' }, 405, 'MethodNotAllowed'],
  ['another path', { ':path': '/2/device/ab' }, 404, 'BadPath'],
  ['no token', { ':path': '/3/device/' }, 400, 'MissingDeviceToken'],
  ['a short token', { ':path': '/3/device/abcd' }, 400, 'BadDeviceToken'],
  ['an upper-case token', { ':path': `/3/device/${token.toUpperCase()}` }, 400, 'BadDeviceToken'],
  ['no topic', { 'apns-topic': undefined }, 400, 'MissingTopic'],
  ["an app's topic", { 'apns-topic': 'com.example.app' }, 400, 'BadTopic'],
  ['another push type', { 'apns-push-type': 'alert' }, 400, 'InvalidPushType'],
  ['a strange priority', { 'apns-priority': '7' }, 400, 'BadPriority'],
  ['a strange expiration', { 'apns-expiration': 'tomorrow' }, 400, 'BadExpirationDate'],
  ['a strange id', { 'apns-id': 'one' }, 400, 'BadMessageId'],
])('%s is refused', async (_, wrong, status, reason) => {
  const apns = await start()
  const answer = await push(provider(apns), { ...good, ...wrong })
  expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({ status, body: { reason } })
  expect(apns.pushes).toEqual([])
})

test.each([
  ['nothing', '', 400, 'PayloadEmpty'],
  ['too much', JSON.stringify({ mdm: 'x'.repeat(200_000) }), 413, 'PayloadTooLarge'],
  ['no JSON', '{', 400, 'NotAnMdmPayload'],
  ['an alert beside it', '{"mdm":"MAGIC","aps":{}}', 400, 'NotAnMdmPayload'],
  ['a number', '{"mdm":1}', 400, 'NotAnMdmPayload'],
])('a payload of %s is refused', async (_, payload, status, reason) => {
  const answer = await push(provider(await start()), good, payload)
  expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({ status, body: { reason } })
})

test('trouble for one token, so many times, leaves others alone', async () => {
  const apns = await start()
  const session = provider(apns)
  apns.trouble({ reason: 'Unregistered', timestamp: 1_771_934_400_000 }, { token, times: 1 })
  const other = { ...good, ':path': `/3/device/${'cd'.repeat(32)}` }
  expect((await push(session, other)).status).toBe(200)
  const refused = await push(session)
  expect(refused.status).toBe(410)
  expect(JSON.parse(refused.body)).toEqual({ reason: 'Unregistered', timestamp: 1_771_934_400_000 })
  expect((await push(session)).status).toBe(200)
})

test.each([
  ['TooManyRequests', 429],
  ['ServiceUnavailable', 503],
] as const)('%s is answered until it is well again', async (reason, status) => {
  const apns = await start()
  const session = provider(apns)
  apns.trouble({ reason })
  expect([(await push(session)).status, (await push(session)).status]).toEqual([status, status])
  apns.wellAgain()
  expect((await push(session)).status).toBe(200)
})

test('GOAWAY refuses the stream and ends the session; a new session is served', async () => {
  const apns = await start()
  const session = provider(apns)
  const goaway = new Promise((resolve) => session.on('goaway', (code) => resolve(code)))
  apns.trouble('goaway', { times: 1 })
  await expect(push(session)).rejects.toMatchObject({ code: 'ERR_HTTP2_STREAM_ERROR' })
  expect(await goaway).toBe(0)
  expect((await push(provider(apns))).status).toBe(200)
})

test('a broken connection ends without an answer', async () => {
  const apns = await start()
  apns.trouble('break', { times: 1 })
  const session = provider(apns)
  const closed = new Promise((resolve) => session.on('close', () => resolve('closed')))
  const answered = push(session).then(
    ({ status }) => status,
    () => null,
  )
  expect(await closed).toBe('closed')
  expect(await answered).not.toBe(200)
})

test('no answer leaves the stream open until it closes', async () => {
  const apns = await start()
  const session = provider(apns)
  apns.trouble('hang', { token })
  let answered = false
  const hanging = push(session).then(
    () => (answered = true),
    () => 'broken',
  )
  const other = { ...good, ':path': `/3/device/${'cd'.repeat(32)}` }
  expect((await push(session, other)).status).toBe(200)
  expect(answered).toBe(false)
  session.destroy()
  await hanging
})

test('keeps the last push for a device that is away, until it expires', async () => {
  let away = true
  let now = new Date('2026-03-02T12:00:00Z')
  const rung: string[] = []
  const apns = await start({
    now: () => now,
    onPush: (_, magic) => {
      if (!away) rung.push(magic)
      return !away
    },
  })
  const session = provider(apns)
  const until = (iso: string) => ({ ...good, 'apns-expiration': String(Date.parse(iso) / 1000) })
  await push(session, until('2026-03-02T13:00:00Z'), '{"mdm":"first"}')
  await push(session, until('2026-03-02T13:00:00Z'), '{"mdm":"second"}')
  away = false
  apns.online(token)
  apns.online(token)
  expect(rung).toEqual(['second'])

  away = true
  await push(session, until('2026-03-02T13:00:00Z'))
  now = new Date('2026-03-02T13:00:00Z')
  away = false
  apns.online(token)
  await push(session, { ...good, 'apns-expiration': '0' }, '{"mdm":"third"}')
  expect(rung).toEqual(['second', 'third'])
})

test('where a certificate is demanded, a provider without one is refused', async () => {
  const apns = await start({ clientCertificate: 'required' })
  expect((await push(provider(apns))).status).toBe(403)
  const { certPem, keyPem } = await makeTlsIdentity()
  expect((await push(provider(apns, { cert: certPem, key: keyPem }))).status).toBe(200)
})

test('closes while providers are connected', async () => {
  const apns = await startApns()
  const session = provider(apns)
  await push(session)
  expect(apns.sessions()).toBe(1)
  await apns.close()
  expect(apns.sessions()).toBe(0)
})
