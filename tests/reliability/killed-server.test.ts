import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApns } from '@latchkey/apns-stand-in'
import type { AppleDevice } from '@latchkey/apple-device-simulator'
import { createTestDatabase } from '@latchkey/postgres/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueDeviceCertificate } from '@latchkey/certificates'
import type { Server } from '../../apps/server/src/compose.ts'
import { deviceAuthority } from '../../apps/server/src/secrets/installation.ts'
import { newKeyFile, readKeyFile } from '../../apps/server/src/secrets/key-file.ts'
import { openKeyring } from '../../apps/server/src/secrets/keyring.ts'
import { asPortal, confirmedSession } from '../support/confirmed.ts'
import { addPerson, enrolApple } from '../support/seed.ts'
import { mortalServer } from './mortal-server.ts'
import type { MortalServer } from './mortal-server.ts'

const holder = 'camille@contoso.example'
/** A request path has fewer boundaries than this; past the last one the server survives, and the test ends. */
const mostBoundaries = 60

type Scene = Awaited<ReturnType<typeof setScene>>
let scene: Scene

beforeAll(async () => {
  scene = await setScene()
})
afterAll(() => scene.close())

test('killed at any boundary between the press and the report: the reset is never lost and never doubled', async () => {
  const deaths: string[] = []
  for (let boundary = 1; boundary <= mostBoundaries; boundary += 1) {
    const died = await resetWithDeathAt(scene, boundary)
    if (died === null) break
    deaths.push(died)
  }
  // Fewer would mean that the path was not really walked.
  expect(deaths.length).toBeGreaterThanOrEqual(15)
  expect(deaths.length).toBeLessThan(mostBoundaries)
  expect(new Set(deaths)).toContain('committed, not answered')
  expect(new Set(deaths)).toContain('handed over, bytes not sent')
}, 240_000)

/** One whole reset, in which the server dies at its n-th boundary and is started again; null when it survived. */
async function resetWithDeathAt({ server, phone, origin, database, personId, deviceId }: Scene, boundary: number) {
  phone.lock()
  const { cookie } = await confirmedSession(database, `${origin}/idp`, personId, deviceId)
  const before = await counts(database, personId, deviceId)
  const previous = await newest(database, deviceId)
  const removedBefore = removals(phone)
  await server.arm(boundary)
  let asked = await press(origin, cookie, deviceId)
  let died: string | null = null
  await expect
    .poll(
      async () => {
        if (!server.alive()) {
          died ??= server.diedAt()
          await server.start()
          // The person presses again, not knowing whether it was heard.
          asked ??= await press(origin, cookie, deviceId)
        }
        await phone.connect()
        const request = await newest(database, deviceId)
        return request?.id === previous?.id ? 'not asked' : request?.state
      },
      { timeout: 20_000, interval: 20, message: `boundary ${boundary}` },
    )
    .toBe('done')
  if (!(await server.disarm())) {
    died ??= server.diedAt()
    await server.start()
  }
  const after = await counts(database, personId, deviceId)
  expect(removals(phone) - removedBefore, `effects on the device, boundary ${boundary}`).toBe(1)
  expect(difference(after, before), `boundary ${boundary}, died at ${died ?? 'none'}`).toEqual({
    requests: 1,
    asked: 1,
    settled: 1,
    notifications: 1,
  })
  expect(phone.see().passcodeSet).toBe(false)
  phone.choosePasscode('4711')
  return died
}

type TestDb = Scene['database']

async function newest(database: TestDb, deviceId: string) {
  const [request] = await database.transaction(({ requests }) => requests.ofDevice(deviceId, 1))
  return request
}

async function counts(database: TestDb, personId: string, deviceId: string) {
  return database.transaction(async ({ requests, audit, notifications }) => {
    const entries = await audit.activityOf(personId, { deviceId, limit: 10_000 })
    const of = (what: string) => entries.filter((entry) => entry.what === what).length
    return {
      requests: (await requests.ofDevice(deviceId, 1000)).length,
      asked: of('request-asked'),
      settled: of('request-settled'),
      notifications: (await notifications.of(personId, 1000)).length,
    }
  })
}

function difference(after: Readonly<Record<string, number>>, before: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]))
}

function removals(phone: AppleDevice): number {
  return phone.ledger.filter(({ what }) => what === 'passcode-removed').length
}

/** Presses *Reset passcode*: the answer's status, or null when the server died over it. */
async function press(origin: string, cookie: string, deviceId: string): Promise<number | null> {
  try {
    const answer = await fetch(`${origin}/api/devices/${deviceId}/requests`, {
      method: 'POST',
      headers: { ...asPortal(origin, cookie), connection: 'close' },
      body: JSON.stringify({ act: 'reset-passcode', deviceInHand: true }),
    })
    await answer.text()
    return answer.status
  } catch {
    return null
  }
}

async function setScene() {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-killed-'))
  const keyFile = join(folder, 'key')
  await newKeyFile(keyFile)
  const test = await createTestDatabase('postgres')
  const apns = await startApns({ onPush: () => false })
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const server: MortalServer = mortalServer({
    database: test.url,
    port,
    keyFile,
    data: folder,
    apns: apns.origin,
    apnsRoots: apns.rootPem,
  })
  await server.start()
  const { database } = test
  const personId = await addPerson(database, `${origin}/idp`, holder, 'Camille Moreau')
  const keyring = await openKeyring(database, await readKeyFile(keyFile))
  const deviceCa = await deviceAuthority(database, keyring, 'Contoso devices')
  const issue: Server['issueDeviceCertificate'] = async (publicKey, commonName) =>
    issueDeviceCertificate(deviceCa, { publicKey, commonName, days: 1, now: await database.clock() })
  const seeded = { database, origin, issueDeviceCertificate: issue }
  const { phone, deviceId } = await enrolApple(seeded, holder, 'iPhone 13', 'iPhone', '4711')
  return {
    server,
    phone,
    origin,
    database,
    personId,
    deviceId,
    async close() {
      await phone.close()
      await server.stop()
      await apns.close()
      await test.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', () => resolve()))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
