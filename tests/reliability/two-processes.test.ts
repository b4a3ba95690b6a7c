import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startApns } from '@latchkey/apns-stand-in'
import { issueDeviceCertificate } from '@latchkey/certificates'
import { createTestDatabase } from '@latchkey/postgres/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Server } from '../../apps/server/src/compose.ts'
import { deviceAuthority } from '../../apps/server/src/secrets/installation.ts'
import { newKeyFile, readKeyFile } from '../../apps/server/src/secrets/key-file.ts'
import { openKeyring } from '../../apps/server/src/secrets/keyring.ts'
import { asPortal, confirmedSession } from '../support/confirmed.ts'
import { timesRemoved } from '../support/phone-truth.ts'
import { addPerson, enrolApple } from '../support/seed.ts'
import type { Enrolled } from '../support/seed.ts'
import { listenTo } from './event-stream.ts'
import { freePort } from './free-port.ts'
import type { MemberOrder } from './member.ts'

const holder = 'camille@contoso.example'
const program = fileURLToPath(new URL('./member.ts', import.meta.url))

let scene: Awaited<ReturnType<typeof setScene>>
beforeAll(async () => {
  scene = await setScene()
})
afterAll(() => scene.close())

test('each process serves what its roles are, and no more', async () => {
  const { first, worker } = scene
  const put = { method: 'PUT', body: 'x' }
  expect((await fetch(`${first.url}/contact`)).status).toBe(200)
  expect((await fetch(`${first.url}/apple/mdm`, put)).status).toBe(404)
  expect((await fetch(`${worker.url}/apple/mdm`, put)).status).toBe(400)
  for (const path of ['/', '/contact', '/api/start', '/idp/auth', '/auth/callback'])
    expect((await fetch(worker.url + path)).status, path).toBe(404)
  for (const { url } of [first, worker]) expect((await fetch(`${url}/readyz`)).status).toBe(200)
})

test('a reset confirmed on one process shows on another’s pages in less than a second', async () => {
  const { first, second, enrolled } = scene
  const watching = await listenTo(second.url, (await confirm()).cookie)
  const { cookie } = await confirm()
  const pressed = performance.now()
  const requestId = await press(first.url, cookie)
  await expect.poll(() => watching.heard.find(({ id }) => id === requestId)?.at).toBeDefined()
  expect((watching.heard.find(({ id }) => id === requestId)?.at ?? Infinity) - pressed).toBeLessThan(1_000)
  // The third process rings the phone and takes its report.
  await expect.poll(() => stateOf(requestId), { timeout: 10_000 }).toBe('done')
  expect(timesRemoved(enrolled.phone)).toBe(1)
  await watching.close()
})

test('the process that took a reset is killed at once: it happens all the same, and the other’s pages show it', async () => {
  const { first, second, enrolled } = scene
  enrolled.phone.choosePasscode('4711')
  enrolled.phone.lock()
  const watching = await listenTo(second.url, (await confirm()).cookie)
  const { cookie } = await confirm()
  const requestId = await press(first.url, cookie)
  await first.kill()
  await expect.poll(() => stateOf(requestId), { timeout: 10_000 }).toBe('done')
  await expect.poll(() => watching.heard.filter(({ id }) => id === requestId).length).toBeGreaterThan(0)
  expect(timesRemoved(enrolled.phone)).toBe(2)
  await watching.close()
})

function confirm() {
  const { database, origin, personId, enrolled } = scene
  return confirmedSession(database, `${origin}/idp`, personId, enrolled.deviceId)
}

async function press(url: string, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/api/devices/${scene.enrolled.deviceId}/requests`, {
    method: 'POST',
    headers: asPortal(scene.origin, cookie),
    body: JSON.stringify({ act: 'reset-passcode', deviceInHand: true }),
  })
  const body = (await answer.json()) as { request?: { id: string } }
  if (body.request === undefined) throw new Error(`not asked: ${JSON.stringify(body)}`)
  return body.request.id
}

async function stateOf(requestId: string) {
  const request = await scene.database.transaction(({ requests }) => requests.byId(requestId))
  return request?.state
}

type Member = { readonly url: string; kill(): Promise<void>; stop(): Promise<void> }

async function startMember(order: MemberOrder): Promise<Member> {
  const child = fork(program, [JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', () => reject(new Error('a process ended before it was ready')))
  })
  return {
    url: `http://localhost:${order.port}`,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  }
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

async function setScene() {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-two-'))
  const keyFile = join(folder, 'key')
  await newKeyFile(keyFile)
  const test = await createTestDatabase('postgres')
  const { database } = test
  if (test.url === null) throw new Error('several processes need a database server')
  const phones: Enrolled['phone'][] = []
  const apns = await startApns({
    onPush: (token, magic) => phones.find(({ pushToken }) => pushToken === token)?.ring(magic) ?? false,
  })
  const ports = [await freePort(), await freePort(), await freePort()] as const
  const [origin, , deviceOrigin] = ports.map((port) => `http://localhost:${port}`) as [string, string, string]
  const shared = {
    database: test.url,
    origin,
    deviceOrigin,
    hosts: ports.map((port) => `localhost:${port}`),
    keyFile,
    apns: apns.origin,
    apnsRoots: apns.rootPem,
  }
  const member = (index: 0 | 1 | 2, roles: MemberOrder['roles']) =>
    startMember({ ...shared, port: ports[index], data: join(folder, String(index)), roles })
  const worker = await member(2, ['devices', 'jobs'])
  const [first, second] = await Promise.all([member(0, ['portal']), member(1, ['portal'])])

  const personId = await addPerson(database, `${origin}/idp`, holder, 'Camille Moreau')
  const deviceCa = await deviceAuthority(database, await openKeyring(database, await readKeyFile(keyFile)), 'Contoso')
  const issue: Server['issueDeviceCertificate'] = async (publicKey, commonName) =>
    issueDeviceCertificate(deviceCa, { publicKey, commonName, days: 1, now: await database.clock() })
  const seeded = { database, origin: deviceOrigin, issueDeviceCertificate: issue }
  const enrolled = await enrolApple(seeded, holder, 'iPhone 13', 'iPhone', '4711')
  phones.push(enrolled.phone)
  return {
    database,
    origin,
    personId,
    enrolled,
    first,
    second,
    worker,
    async close() {
      await enrolled.phone.close()
      for (const one of [first, second, worker]) await one.stop()
      await apns.close()
      await test.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
