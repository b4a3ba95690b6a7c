import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashCertificate } from '@latchkey/certificates'
import { startTestServer } from '../test-server.ts'
import { createApp } from './app.ts'
import { bind } from './bind.ts'
import { openDoors } from './doors.ts'
import { ask, certificateFolder } from './test-tls.ts'
import { readTlsPair } from './tls-pair.ts'

const folder = certificateFolder()
const served = folder.make('portal.example')
const device = folder.make('iphone')
const noProxies = { trustedProxies: [], proxySocket: null, proxySecret: null, clientCertificateHeader: null }
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

let running: Awaited<ReturnType<typeof startTestServer>>
beforeAll(async () => {
  running = await startTestServer({ tls: served, devicePort: 0, hosts: ['localhost', '127.0.0.1'] })
})
afterAll(async () => {
  await running.close()
  folder.remove()
})

const at = (port: number | null, path: string, method = 'GET') => ({
  port,
  path,
  method,
  headers: { host: 'localhost' },
})

test('over TLS the origin is https, and the device origin stands on the device port', () => {
  const { origin, deviceOrigin, port, devicePort } = running.server
  expect(origin).toBe(`https://localhost:${port}`)
  expect(deviceOrigin).toBe(`https://localhost:${devicePort}`)
  expect(devicePort).not.toBe(port)
})

test('the portal serves people alone, and the device port devices alone; both answer probes', async () => {
  const { port, devicePort } = running.server
  expect(await ask(at(port, '/contact'))).toMatchObject({ status: 200, name: 'portal.example' })
  expect(await ask(at(port, '/apple/mdm', 'PUT'))).toMatchObject({ status: 404 })
  expect(await ask(at(devicePort, '/contact'))).toMatchObject({ status: 404 })
  expect(await ask(at(devicePort, '/api/start'))).toMatchObject({ status: 404 })
  // No signature: the route is there and says no.
  expect(await ask(at(devicePort, '/apple/mdm', 'PUT'))).toMatchObject({ status: 400 })
  for (const door of [port, devicePort]) expect(await ask(at(door, '/healthz'))).toMatchObject({ status: 200 })
})

test('a certificate that a device shows reaches the routes as DER and hash; without one there is none', async () => {
  const door = await bind('127.0.0.1', 0, { pair: readTlsPair(served), clientCertificates: true })
  const app = await createApp({ origin: () => 'https://localhost', hosts: [], log: silent })
  app.get('/apple/shown', async ({ deviceCertificate }) => {
    if (deviceCertificate === null) return 'none'
    return [deviceCertificate.der, deviceCertificate.hash].map((bytes) => Buffer.from(bytes).toString('hex')).join(' ')
  })
  await app.ready()
  door.serve((request, response) => app.routing(request, response))
  const { raw } = new X509Certificate(device.cert)
  const shown = await ask({ ...at(door.port, '/apple/shown'), cert: device.cert, key: device.pem })
  expect(shown.body).toBe(`${raw.toString('hex')} ${Buffer.from(hashCertificate(raw)).toString('hex')}`)
  expect(await ask(at(door.port, '/apple/shown'))).toMatchObject({ status: 200, body: 'none' })
  await door.close()
  await app.close()
})

test('when a later door is taken, the earlier ones are closed again', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const devicePort = (taken.address() as AddressInfo).port
  const port = await freePort()
  await expect(
    openDoors({ host: '127.0.0.1', port, tls: served, devicePort, adminListen: null, ...noProxies }, silent),
  ).rejects.toThrow(`Port ${devicePort} is taken by another program.`)
  await (await bind('127.0.0.1', port)).close()
  taken.close()
})

async function freePort(): Promise<number> {
  const probe = await bind('127.0.0.1', 0)
  await probe.close()
  return probe.port
}
