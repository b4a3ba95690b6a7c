import { randomBytes } from 'node:crypto'
import type { Device, Request, Stores } from '@latchkey/domain'
import { createTestDatabase } from '@latchkey/postgres/test'
import type { TestDatabase } from '@latchkey/postgres/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rememberingLog } from '../channels/apple/test-parts.ts'
import type { CalledChannel, DeliveredCommand, Keyring } from '../parts.ts'
import { openKeyring } from '../secrets/keyring.ts'
import { deliverCalled } from './deliver.ts'
import { newId, newReference } from './random.ts'

let own: TestDatabase
let keyring: Keyring
beforeAll(async () => {
  own = await createTestDatabase('embedded')
  keyring = await openKeyring(own.database, randomBytes(32))
})
afterAll(() => own.drop())

test('the passcode is kept, sealed, and goes to the cloud once', async () => {
  const { request, enrolmentId } = await askedOfAnAndroid()
  const [{ passcode } = { passcode: null }, ...others] = await deliver(enrolmentId)
  expect(passcode?.reveal()).toMatch(/^\d+$/)
  expect([others, await deliver(enrolmentId)]).toEqual([[], []])
  expect(await kept(request.id)).toBe(1)
  expect(await present(request.id)).toMatchObject({ state: 'accepted' })
})

test('a device that was marked as lost meanwhile gets nothing, and its request fails at once', async () => {
  const { device, request, enrolmentId } = await askedOfAnAndroid()
  await own.database.transaction(({ devices }) => devices.markLost(device.id))
  expect(await deliver(enrolmentId)).toEqual([])
  const outcome = { result: 'failed', code: 'not-permitted', device: [] }
  expect(await present(request.id)).toMatchObject({ state: 'failed', outcome, handedOverAt: null })
  expect(await kept(request.id)).toBe(0)
  expect(await own.database.transaction(({ commands }) => commands.ofRequest(request.id))).toEqual([])
})

test('a command whose delivery has begun before is not begun again, and leaves no passcode behind', async () => {
  const { request, enrolmentId } = await askedOfAnAndroid()
  await own.database.engine.query('update command set times_handed_over = 1 where request_id = $1', [request.id])
  expect(await deliver(enrolmentId)).toEqual([])
  expect(await kept(request.id)).toBe(0)
})

async function deliver(enrolmentId: string): Promise<readonly DeliveredCommand[]> {
  const delivered: DeliveredCommand[] = []
  const cloud: CalledChannel = {
    async deliver(command) {
      delivered.push(command)
      return { operation: `operations/${command.id}` }
    },
    reconcile: async () => null,
  }
  const parts = { database: own.database, keyring, settle: async () => undefined, log: rememberingLog() }
  await deliverCalled(parts, cloud, enrolmentId)
  return delivered
}

const present = (id: string) => own.database.transaction(({ requests }) => requests.byId(id))

async function kept(requestId: string): Promise<number> {
  const { rows } = await own.database.engine.query('select from temporary_passcode where request_id = $1', [requestId])
  return rows.length
}

function askedOfAnAndroid() {
  return own.database.transaction(async (stores) => {
    const device = await enrolAndroid(stores)
    const enrolmentId = device.enrolment?.id ?? ''
    const now = await stores.now()
    const request: Request = {
      id: newId(),
      reference: newReference(),
      deviceId: device.id,
      enrolmentId,
      personId: device.holderId ?? '',
      act: 'reset-passcode',
      state: 'queued',
      askedAt: now,
      unsentUntil: new Date(now.getTime() + 3_600_000),
      heldUntil: null,
      handedOverAt: null,
      settledAt: null,
      outcome: null,
      late: false,
      confirmationId: null,
    }
    const command = { id: newId(), enrolmentId, requestId: request.id, kind: 'reset-passcode' } as const
    await stores.commit([
      { type: 'request-opened', request },
      { type: 'command-queued', command },
    ])
    return { device, request, enrolmentId }
  })
}

async function enrolAndroid({ people, enrolments, devices }: Stores): Promise<Device> {
  const subject = newId()
  const email = `${subject}@contoso.example`
  const person = await people.add({ issuer: 'https://id.example', subject, email, name: 'Camille', role: 'person' })
  const shared = { personId: person.id, channel: 'android', certificateHash: randomBytes(32) } as const
  const invitation = await enrolments.invite({ ...shared, ownership: 'corporate', signedInOnDevice: true, life: 60 })
  const { id, deviceId } = await enrolments.introduce({
    ...shared,
    invitationId: invitation.id,
    kind: 'fully-managed',
    channelId: newId(),
    topic: '',
    facts: {
      platform: 'android',
      form: 'phone',
      maker: 'Google',
      model: 'Pixel 8',
      name: 'Pixel 8',
      osVersion: '14',
      serial: null,
      shared: false,
    },
  })
  await enrolments.updatePush(id, { token: randomBytes(1), magic: '', topic: '' }, null)
  const device = await devices.byId(deviceId)
  if (device === null) throw new Error('The device is gone')
  return device
}
