import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import {
  createSecureServer,
  type Http2SecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { createApplePush, type ApplePush } from './push.ts'
import { PushError } from './push-error.ts'

const address = { token: Uint8Array.of(0xab, 0x01, 0xff), magic: 'the-magic', topic: 'com.apple.mgmt.External.1' }
const now = new Date('2026-06-01T12:00:00Z')

type Got = { readonly headers: IncomingHttpHeaders; readonly body: string }
type Say = { readonly status: number; readonly body?: string } | 'silence' | 'break'

let keys: { readonly key: string; readonly cert: string }
let stand: Stand | undefined
let push: ApplePush | undefined

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-push-'))
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2']
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject]
  execFileSync('openssl', args, { stdio: 'ignore' })
  keys = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  rmSync(folder, { recursive: true })
})

afterEach(async () => {
  await push?.close()
  await stand?.close()
})

type Stand = Awaited<ReturnType<typeof standIn>>

/** A push service that says what it is told to say; the last word is repeated. */
async function standIn(port: number, ...says: readonly Say[]) {
  const got: Got[] = []
  const sessions = new Set<ServerHttp2Session>()
  let connections = 0
  const server: Http2SecureServer = createSecureServer(keys)
  server.on('session', (session) => {
    connections += 1
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
  })
  server.on('stream', (stream, headers) => {
    let body = ''
    stream.on('error', () => undefined)
    stream.on('data', (chunk: Buffer) => (body += chunk.toString()))
    stream.on('end', () => {
      const say = says[Math.min(got.length, says.length - 1)] ?? { status: 200 }
      got.push({ headers, body })
      if (say === 'break') stream.session?.destroy()
      else if (say !== 'silence') {
        stream.respond({ ':status': say.status })
        stream.end(say.body ?? '')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
  return {
    got,
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    goAway: () => sessions.forEach((session) => session.goaway()),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        sessions.forEach((session) => session.destroy())
      }),
  }
}

async function start(...says: readonly Say[]): Promise<{ stand: Stand; push: ApplePush }> {
  stand = await standIn(0, ...says)
  push = createApplePush({ url: stand.url, roots: keys.cert, certificate: null, timeout: 300, now: () => now })
  return { stand, push }
}

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: unknown) => (error instanceof PushError ? error.reason : `not a PushError: ${String(error)}`),
  )

test('what is sent: the headers of an MDM push, and the magic alone', async () => {
  const { stand, push } = await start()
  expect(await push.ring(address)).toEqual({ result: 'taken' })
  expect(stand.got).toHaveLength(1)
  expect(stand.got[0]?.body).toBe('{"mdm":"the-magic"}')
  expect(stand.got[0]?.headers).toMatchObject({
    ':method': 'POST',
    ':path': '/3/device/ab01ff',
    'apns-topic': 'com.apple.mgmt.External.1',
    'apns-push-type': 'mdm',
    'apns-priority': '10',
    'apns-expiration': String(now.getTime() / 1000 + 6 * 3600),
  })
})

test('one connection is kept, also for pushes at once', async () => {
  const { stand, push } = await start()
  await push.ring(address)
  await Promise.all(Array.from({ length: 20 }, () => push.ring(address)))
  expect(stand.got).toHaveLength(21)
  expect(stand.connections()).toBe(1)
})

test('a connection that the service closes is replaced', async () => {
  const { stand, push } = await start()
  await push.ring(address)
  stand.goAway()
  await expect.poll(async () => reasonOf(push.ring(address)).then(() => stand.connections())).toBe(2)
  expect(await reasonOf(push.ring(address))).toBe('taken')
})

test.each([
  [410, '{"reason":"Unregistered","timestamp":1780000000000}', new Date(1780000000000)],
  [410, '{"reason":"ExpiredToken"}', null],
  [410, 'nonsense', null],
  [400, '{"reason":"BadDeviceToken"}', null],
  [400, '{"reason":"DeviceTokenNotForTopic"}', null],
])('%d %s: the address is dead', async (status, body, since) => {
  const { push } = await start({ status, body })
  expect(await push.ring(address)).toEqual({ result: 'dead', since })
})

test.each([
  [429, '{"reason":"TooManyRequests"}', 'TooManyRequests'],
  [503, '{"reason":"Shutdown"}', 'Shutdown'],
  [403, '{"reason":"BadCertificate"}', 'BadCertificate'],
  [400, '{"reason":"BadTopic"}', 'BadTopic'],
  [500, '', 'status-500'],
  [500, '{"reason":"<script>"}', 'status-500'],
  [500, 'null', 'status-500'],
])('%d %s: try again', async (status, body, reason) => {
  const { push } = await start({ status, body })
  expect(await reasonOf(push.ring(address))).toBe(reason)
})

test('an answer that does not end is cut off: try again', async () => {
  const { push } = await start({ status: 500, body: 'x'.repeat(10_000) })
  expect(await reasonOf(push.ring(address))).toBe('answer-too-long')
})

test('no answer: the connection is given up, and the next push opens another', async () => {
  const { stand, push } = await start('silence', { status: 200 })
  expect(await reasonOf(push.ring(address))).toBe('no-answer')
  expect(await reasonOf(push.ring(address))).toBe('taken')
  expect(stand.connections()).toBe(2)
})

test('broken in between: try again', async () => {
  const { push } = await start('break', { status: 200 })
  expect(await reasonOf(push.ring(address))).toBe('connection-broken')
  expect(await reasonOf(push.ring(address))).toBe('taken')
})

test('a service that can not be reached is left alone for a while, then found again', async () => {
  const { stand: gone, push } = await start()
  const { port } = gone
  await gone.close()
  expect(await reasonOf(push.ring(address))).toBe('not-reachable')
  expect(await reasonOf(push.ring(address))).toBe('paused-after-failures')
  stand = await standIn(port)
  await expect.poll(() => reasonOf(push.ring(address)), { timeout: 5_000 }).toBe('taken')
})

test('a service whose certificate is not known is not spoken to', async () => {
  stand = await standIn(0)
  push = createApplePush({ url: stand.url, roots: null, certificate: null, timeout: 300, now: () => now })
  expect(await reasonOf(push.ring(address))).toBe('not-reachable')
  expect(stand.got).toEqual([])
})
