import { X509Certificate } from 'node:crypto'
import { request as ask } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { Secret } from '@latchkey/domain'
import { hashCertificate } from '@latchkey/certificates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProxyConfig } from '../config-proxy.ts'
import { createApp } from './app.ts'
import { bindSocket } from './bind.ts'
import { openDoors } from './doors.ts'
import type { Doors } from './doors.ts'
import { clientAddress, plainAddress, trustedAddresses } from './proxy-address.ts'
import { readCertificateHeader } from './proxy-certificate.ts'
import { certificateFolder } from './test-tls.ts'

const certificates = certificateFolder()
const folder = mkdtempSync(join(tmpdir(), 'latchkey-proxy-'))
const socketPath = join(folder, 'http.sock')
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const secret = 'a secret of the proxy, long enough'
const device = certificates.make('iphone')
const { raw } = new X509Certificate(device.cert)
const shown = Buffer.from(hashCertificate(raw)).toString('hex')
const rfc9440 = `:${raw.toString('base64')}:`

const trusting: ProxyConfig = {
  trustedProxies: ['127.0.0.1'],
  proxySocket: socketPath,
  proxySecret: new Secret(secret),
  clientCertificateHeader: 'client-cert',
}

afterAll(() => {
  certificates.remove()
  rmSync(folder, { recursive: true })
})

describe('what a proxy says', () => {
  let doors: Doors
  let close: () => Promise<void>
  beforeAll(async () => {
    // Left by a crash.
    writeFileSync(socketPath, '')
    doors = await openDoors(
      { host: '127.0.0.1', port: 0, tls: null, devicePort: null, adminListen: null, ...trusting },
      silent,
    )
    const app = await createApp({ origin: () => 'http://localhost', hosts: [], log: silent })
    app.get('/apple/seen', async (request) => ({
      ip: request.ip,
      host: request.host,
      protocol: request.protocol,
      certificate:
        request.deviceCertificate === null ? null : Buffer.from(request.deviceCertificate.hash).toString('hex'),
      left: Object.keys(request.headers).filter((name) => !['host', 'connection', 'x-forwarded-for'].includes(name)),
    }))
    await app.ready()
    const handle = (...[request, response]: Parameters<typeof app.routing>) => app.routing(request, response)
    doors.serve(handle, handle, handle)
    close = async () => {
      await doors.close()
      await app.close()
    }
  })
  afterAll(() => close())

  const said = {
    'client-cert': rfc9440,
    'x-forwarded-for': '198.51.100.9, 203.0.113.5',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'for=198.51.100.9',
    'x-real-ip': '198.51.100.9',
  }
  const nothing = { ip: '127.0.0.1', host: 'localhost', protocol: 'http', certificate: null, left: [] }
  const seen = (headers: Record<string, string>, to: RequestOptions = { port: doors.port }) =>
    get({ ...to, path: '/apple/seen', headers: { host: 'localhost', ...headers } })

  test('a local process without the secret changes nothing, and leaves nothing in the headers', async () => {
    expect(await seen(said)).toEqual(nothing)
  })

  test.each(['', 'x', `${secret} `.repeat(2), secret.toUpperCase()])('nor does a wrong secret: %j', async (wrong) => {
    expect(await seen({ ...said, 'latchkey-proxy-secret': wrong })).toEqual(nothing)
  })

  test('with the secret the certificate is handed over, and the right-most address is the client', async () => {
    expect(await seen({ ...said, 'latchkey-proxy-secret': secret })).toEqual({
      ...nothing,
      ip: '203.0.113.5',
      certificate: shown,
    })
  })

  test('a trusted proxy that shows no certificate hands over none', async () => {
    expect(await seen({ 'latchkey-proxy-secret': secret })).toEqual(nothing)
    expect(await seen({ 'latchkey-proxy-secret': secret, 'client-cert': ':rubbish!:' })).toEqual(nothing)
  })

  test('whoever may open the Unix socket is believed: its user and group alone', async () => {
    expect(statSync(socketPath).mode & 0o777).toBe(0o660)
    expect(await seen(said, { socketPath })).toEqual({ ...nothing, ip: '203.0.113.5', certificate: shown })
    expect(await seen({}, { socketPath })).toEqual(nothing)
  })

  test('a socket that somebody answers on is not taken over', async () => {
    await expect(bindSocket(socketPath)).rejects.toThrow(`The socket ${socketPath} is taken by another program.`)
  })
})

test('at an address that is not trusted even the secret changes nothing', async () => {
  const config = { ...trusting, trustedProxies: ['10.0.0.0/8'], proxySocket: null }
  const doors = await openDoors(
    { host: '127.0.0.1', port: 0, tls: null, devicePort: null, adminListen: null, ...config },
    silent,
  )
  doors.serve(
    ({ headers }, response) => response.end(JSON.stringify(Object.keys(headers).sort())),
    () => undefined,
    () => undefined,
  )
  const headers = { 'client-cert': rfc9440, 'x-forwarded-for': '203.0.113.5', 'latchkey-proxy-secret': secret }
  expect(await get({ port: doors.port, headers })).toEqual(['connection', 'host'])
  await doors.close()
})

test.each([
  ['', '10.0.0.1'],
  ['203.0.113.5', '203.0.113.5'],
  ['198.51.100.9, 203.0.113.5', '203.0.113.5'],
  ['203.0.113.5, 10.0.0.2', '203.0.113.5'],
  ['198.51.100.9,203.0.113.5,10.0.0.3,10.0.0.2', '203.0.113.5'],
  ['10.0.0.3, 10.0.0.2', '10.0.0.3'],
  ['203.0.113.5, unknown', '10.0.0.1'],
  ['203.0.113.5, unknown, 10.0.0.2', '10.0.0.2'],
  ['::ffff:203.0.113.5', '203.0.113.5'],
  ['2001:db8::7, fd00::1', '2001:db8::7'],
])('X-Forwarded-For %j began at %s', (forwardedFor, expected) => {
  expect(clientAddress(forwardedFor, '10.0.0.1', trustedAddresses(['10.0.0.0/8', 'fd00::/8']))).toBe(expected)
})

test('an address of IPv4 over IPv6 is one of IPv4', () => {
  expect(plainAddress('::ffff:127.0.0.1')).toBe('127.0.0.1')
  expect(plainAddress('::1')).toBe('::1')
})

describe('the certificate in a header', () => {
  const escaped = encodeURIComponent(device.cert)

  test.each([
    ['RFC 9440', rfc9440],
    ['PEM, escaped', escaped],
    ['PEM, escaped, lines ended by Windows', encodeURIComponent(device.cert.replaceAll('\n', '\r\n'))],
  ])('is read: %s', (_what, header) => {
    expect(readCertificateHeader(header)).toEqual(Uint8Array.from(raw))
  })

  test.each([
    ['nothing', ''],
    ['empty bytes', '::'],
    ['no colons', raw.toString('base64')],
    ['two certificates', `${rfc9440}, ${rfc9440}`],
    ['two PEM', escaped + escaped],
    ['another kind of PEM', encodeURIComponent(device.pem)],
    ['a broken escape', `${escaped}%`],
    ['no SEQUENCE', `:${Buffer.from('hello').toString('base64')}:`],
    ['too much', `:${'M'.repeat(20_000)}:`],
  ])('is refused: %s', (_what, header) => {
    expect(readCertificateHeader(header)).toBeNull()
  })

  test('whatever it says, reading never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const der = readCertificateHeader(text)
        return der === null || der[0] === 0x30
      }),
    )
  })
})

function get(options: RequestOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = ask({ host: '127.0.0.1', agent: false, ...options }, (answer: IncomingMessage) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (body += chunk))
      answer.on('end', () => resolve(JSON.parse(body)))
    })
    sent.on('error', reject)
    sent.end()
  })
}
