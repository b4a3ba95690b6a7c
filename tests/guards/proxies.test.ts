import { createHash, X509Certificate } from 'node:crypto'
import { request } from 'node:https'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret } from '@latchkey/domain'
import { createTestDatabase } from '@latchkey/postgres/test'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { baseConfig } from '../../apps/server/src/config.ts'
import { compose } from '../../apps/server/src/compose.ts'
import { certificateFolder } from '../../apps/server/src/http/test-tls.ts'
import { newKeyFile } from '../../apps/server/src/secrets/key-file.ts'
import { freePort } from '../reliability/free-port.ts'
import { startProxy } from './proxy-programs.ts'
import type { ProxyName } from './proxy-programs.ts'

const certificates = certificateFolder()
const served = certificates.make('portal.example.org')
const device = certificates.make('iphone')
const deviceHash = createHash('sha256').update(new X509Certificate(device.cert).raw).digest('hex')
const secret = 'only the proxy and Latchkey know this'
afterAll(() => certificates.remove())

/** HAProxy tells devices from people by the port, the others by the name. */
const deviceHostOf = { nginx: 'mdm.example.org', haproxy: 'portal.example.org', caddy: 'mdm.example.org' } as const

describe.each<ProxyName>(['nginx', 'haproxy', 'caddy'])('behind %s, with the fragment as it is shipped', (name) => {
  let scene: Awaited<ReturnType<typeof setScene>>
  beforeAll(async () => {
    scene = await setScene(name)
  })
  afterAll(() => scene.close())

  const forged = {
    'client-cert': `:${new X509Certificate(device.cert).raw.toString('base64')}:`,
    'x-forwarded-for': '203.0.113.9',
    'latchkey-proxy-secret': 'a guess',
  }

  test('people get the portal', async () => {
    const { people } = scene
    expect(await get(people, '/contact')).toMatchObject({
      status: 200,
      body: expect.stringContaining('<!doctype html>'),
    })
  })

  test('a device’s certificate arrives, and its address', async () => {
    const shown = await get(scene.devices, '/apple/seen', { cert: device.cert, key: device.pem })
    expect(JSON.parse(shown.body)).toEqual({ certificate: deviceHash, ip: '127.0.0.2' })
  })

  test('what a device without a certificate says of one, or of its address, is not passed on', async () => {
    const shown = await get(scene.devices, '/apple/seen', { headers: forged })
    expect(JSON.parse(shown.body)).toEqual({ certificate: null, ip: '127.0.0.2' })
  })

  test('nor is it where people come in', async () => {
    const shown = await get(scene.people, '/apple/seen', { headers: forged })
    expect(JSON.parse(shown.body)).toEqual({ certificate: null, ip: '127.0.0.2' })
  })
})

type Target = { readonly host: string; readonly port: number }
type Sent = { readonly headers?: Record<string, string>; readonly cert?: string; readonly key?: string }

/** From another loopback address than the proxy's own, so that both can be told apart. */
function get({ host, port }: Target, path: string, { headers, ...shown }: Sent = {}) {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const options = { port, path, host: '127.0.0.1', localAddress: '127.0.0.2', servername: host, agent: false }
    const named = { ...headers, host: `${host}:${port}` }
    const sent = request({ ...options, ...shown, headers: named, rejectUnauthorized: false }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (body += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

async function setScene(name: ProxyName) {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-behind-'))
  const keyFile = join(folder, 'key')
  await newKeyFile(keyFile)
  const { database } = await createTestDatabase('embedded')
  const peoplePort = await freePort()
  const people = { host: 'portal.example.org', port: peoplePort }
  // nginx shares one port by name; Caddy asks each port's visitors alike, so devices have another.
  const devices = { host: deviceHostOf[name], port: name === 'nginx' ? peoplePort : await freePort() }
  const server = await compose(
    baseConfig({
      data: folder,
      keyFile,
      database: { kind: 'embedded', folder: join(folder, 'database') },
      origin: `https://${people.host}:${people.port}`,
      deviceOrigin: `https://${devices.host}:${devices.port}`,
      trustedProxies: ['127.0.0.1'],
      proxySecret: new Secret(secret),
      clientCertificateHeader: 'client-cert',
      organisation: { name: 'Contoso', colour: '#0e5a6b', logoUrl: null, privacyUrl: null, contact: nobody },
      logLevel: 'silent',
    }),
    { database, plugins: [async (app) => void app.get('/apple/seen', async (asked) => seen(asked))] },
  )
  const { certificate, key } = served
  const ports = { upstream: server.port, peoplePort, devicePort: devices.port }
  const proxy = startProxy(name, { ...ports, certificate, key, secret })
  const close = async () => {
    await proxy.stop()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    for (const door of [people, devices]) await vi.waitFor(() => healthy(door, proxy.said), { timeout: 15_000 })
    return { people, devices, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function healthy(door: Target, said: () => string): Promise<void> {
  const { status } = await get(door, '/healthz').catch(() => ({ status: said() }))
  if (status !== 200) throw new Error(`no way in: ${status}`)
}

function seen(asked: { readonly ip: string; readonly deviceCertificate: { readonly hash: Uint8Array } | null }) {
  const { ip, deviceCertificate } = asked
  return { certificate: deviceCertificate && Buffer.from(deviceCertificate.hash).toString('hex'), ip }
}

const nobody = { name: null, phone: null, email: null, websiteName: null, websiteUrl: null, note: null }
