import { randomBytes } from 'node:crypto'
import { encodePlist, type PlistDict } from '@latchkey/apple-mdm'
import { makeCa } from '@latchkey/certificates/test'
import type { DeviceCa } from '@latchkey/certificates'
import { resetReadiness } from '@latchkey/domain'
import { createTestDatabase } from '@latchkey/postgres/test'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandOf, openHouse, type TestHouse } from './test-house.ts'

const done = { status: 200, body: '' }
const forbidden = { status: 403, body: '' }

let ca: DeviceCa
let house: TestHouse

beforeAll(async () => {
  ca = await makeCa('Latchkey devices', new Date())
  house = await openHouse(ca, await createTestDatabase('embedded'))
})
afterAll(() => house.close())

const newcomer = async () => {
  const phone = await house.makePhone()
  const personId = await house.addPerson()
  await house.invite(phone, personId)
  return { phone, personId }
}
const activity = async (personId: string) => {
  const entries = await house.database.transaction((stores) => stores.audit.activityOf(personId, { limit: 50 }))
  return entries.map(({ what }) => what)
}

test('Authenticate, TokenUpdate, and the first question about itself', async () => {
  const { phone, personId } = await newcomer()
  expect(await phone.authenticate({ SerialNumber: 'F2LXK0Q7Q2K' })).toEqual(done)
  expect(await house.deviceOf(personId)).toMatchObject({
    platform: 'ios',
    model: 'iPhone 13',
    osVersion: '18.6',
    serial: 'F2LXK0Q7Q2K',
    enrolment: { state: 'waiting', generation: 1, kind: 'device', unlockTokenSince: null },
  })
  expect(await phone.idle()).toEqual(done)
  expect(await phone.tokenUpdate(randomBytes(1500))).toEqual(done)
  const enrolled = await house.deviceOf(personId)
  expect(enrolled.enrolment).toMatchObject({ state: 'enrolled', unlockTokenSince: expect.any(Date) as Date })
  const { uuid, type, command } = commandOf(await phone.idle())
  expect(type).toBe('DeviceInformation')
  expect(command['Queries']).toContain('DeviceName')
  const answers = { DeviceName: 'Camille’s iPhone', OSVersion: '18.7', IsMDMLostModeEnabled: false }
  expect(await phone.report('Acknowledged', uuid, { QueryResponses: answers })).toEqual(done)
  expect(await house.deviceOf(personId)).toMatchObject({ originalName: 'Camille’s iPhone', osVersion: '18.7' })
  expect(await activity(personId)).toEqual(expect.arrayContaining(['device-introduced', 'device-enrolled']))
})

test('an iPad that says that several people use it is a Shared iPad: its passcodes are not the holder’s', async () => {
  const { phone, personId } = await newcomer()
  await phone.authenticate({ ProductName: 'iPad12,1' })
  await phone.tokenUpdate(randomBytes(1500))
  const { uuid } = commandOf(await phone.idle())
  await phone.report('Acknowledged', uuid, { QueryResponses: { IsMultiUser: true } })
  const device = await house.deviceOf(personId)
  const readiness = house.database.transaction(async (stores) =>
    resetReadiness(device, await stores.policy.cell('reset-passcode', device.ownership), await stores.now()),
  )
  expect(await readiness).toEqual({ verdict: 'no', obstacle: 'shared-ipad' })
})

test('both messages are taken at the check-in address too', async () => {
  const { phone, personId } = await newcomer()
  const say = { MessageType: 'Authenticate', Topic: 't', ProductName: 'iPad12,1' }
  expect(await phone.say(say, '/apple/checkin')).toEqual(done)
  expect(await phone.say({ Status: 'Idle' }, '/apple/checkin')).toEqual(done)
  expect((await house.deviceOf(personId)).platform).toBe('ipados')
})

test('a certificate that nobody invited is refused, whatever it says', async () => {
  const stranger = await house.makePhone()
  expect(await stranger.authenticate()).toEqual(forbidden)
  expect(await stranger.tokenUpdate(randomBytes(100))).toEqual(forbidden)
  expect(await stranger.idle()).toEqual(forbidden)
  expect(await stranger.say({ MessageType: 'CheckOut', Topic: 't' })).toEqual(forbidden)
})

test('an invitation is for one device, once', async () => {
  const { phone, personId } = await newcomer()
  await phone.authenticate()
  expect(await phone.authenticate({ UDID: 'another' })).toEqual(forbidden)
  expect((await house.deviceOf(personId)).enrolment?.generation).toBe(1)
})

test('an invitation that is past its life lets nobody in', async () => {
  const { phone } = await newcomer()
  await house.shiftClock(61 * 60_000)
  expect(await phone.authenticate()).toEqual(forbidden)
  await house.shiftClock(0)
})

test('the certificate decides who speaks: another UDID changes nothing, in any message', async () => {
  const { phone, device, personId } = await house.enrolled()
  const victim = await house.enrolled()
  const { id } = await house.ask(victim.device)
  const before = await house.deviceOf(victim.personId)
  const UDID = victim.phone.udid
  expect(await phone.authenticate({ UDID })).toEqual(forbidden)
  expect(await phone.tokenUpdate(randomBytes(10), { UDID })).toEqual(forbidden)
  expect(await phone.say({ Status: 'Idle', UDID })).toEqual(forbidden)
  expect(await phone.say({ MessageType: 'CheckOut', Topic: 't', UDID })).toEqual(forbidden)
  expect(await house.deviceOf(victim.personId)).toEqual(before)
  expect((await house.deviceOf(personId)).enrolment).toEqual(device.enrolment)
  expect(await house.database.transaction((stores) => stores.requests.byId(id))).toMatchObject({ state: 'queued' })
})

test('a known UDID under another person’s certificate changes nothing, and both are told', async () => {
  const holder = await house.enrolled()
  const { phone, personId } = await newcomer()
  const before = await house.deviceOf(holder.personId)
  expect(await phone.authenticate({ UDID: holder.phone.udid })).toEqual(forbidden)
  expect(await house.deviceOf(holder.personId)).toEqual(before)
  expect(await activity(holder.personId)).toContain('check-in-refused')
  await expect(house.deviceOf(personId)).rejects.toThrow()
})

test('the same person’s device under a new certificate becomes its next generation', async () => {
  const { phone, personId, device } = await house.enrolled()
  const again = await house.makePhone()
  await house.invite(again, personId)
  expect(await again.authenticate({ UDID: phone.udid })).toEqual(done)
  const after = await house.deviceOf(personId)
  expect([after.id, after.enrolment?.generation]).toEqual([device.id, 2])
  expect(await phone.idle()).toEqual(forbidden)
})

test('Authenticate again: the next generation, the unlock token set aside, what was asked is cancelled', async () => {
  const { phone, personId, device } = await house.enrolled()
  const request = await house.ask(device)
  expect(await phone.authenticate({ OSVersion: '18.7' })).toEqual(done)
  expect((await house.deviceOf(personId)).enrolment).toMatchObject({
    state: 'waiting',
    generation: 2,
    unlockTokenSince: null,
  })
  expect(await request.now()).toMatchObject({ state: 'cancelled', outcome: { by: 'enrolment-ended' } })
  expect(await phone.idle()).toEqual(done)
  expect(await phone.tokenUpdate(null)).toEqual(done)
  expect((await house.deviceOf(personId)).enrolment).toMatchObject({ state: 'enrolled', unlockTokenSince: null })
  expect(commandOf(await phone.idle()).type).toBe('DeviceInformation')
})

test('Authenticate over and over before TokenUpdate stays one enrolment, with what was said last', async () => {
  const { phone, personId } = await newcomer()
  for (const OSVersion of ['18.5', '18.6', '18.7']) expect(await phone.authenticate({ OSVersion })).toEqual(done)
  expect(await house.deviceOf(personId)).toMatchObject({
    osVersion: '18.7',
    enrolment: { generation: 1, state: 'waiting' },
  })
  expect(await activity(personId)).toEqual(['device-introduced'])
})

test('a recorded Authenticate sent again: answered, and nothing changes', async () => {
  const { phone, personId, device } = await house.enrolled()
  const request = await house.ask(device)
  const before = await house.deviceOf(personId)
  expect(await phone.authenticate()).toEqual(done)
  expect(await house.deviceOf(personId)).toEqual(before)
  expect((await request.now()).state).toBe('queued')
})

test('what the device had fetched before it enrolled again is never handed out again, and ends as unknown', async () => {
  const { phone, device } = await house.enrolled()
  const request = await house.ask(device)
  const { uuid } = commandOf(await phone.idle())
  await phone.authenticate({ OSVersion: '18.7' })
  await phone.tokenUpdate(randomBytes(100))
  expect((await request.now()).state).toBe('handed-over')
  expect(commandOf(await phone.idle()).type).toBe('DeviceInformation')
  expect(await phone.report('Acknowledged', uuid)).toEqual(done)
})

test('CheckOut: the enrolment ends, the unlock token goes, what was asked is cancelled', async () => {
  const { phone, personId, device } = await house.enrolled()
  const request = await house.ask(device)
  const checkOut = { MessageType: 'CheckOut', Topic: 't' }
  expect(await phone.say(checkOut)).toEqual(done)
  expect(await phone.say(checkOut)).toEqual(done)
  expect(await request.now()).toMatchObject({ state: 'cancelled', outcome: { by: 'enrolment-ended' } })
  expect(await activity(personId)).toContain('device-left')
  for (const answer of [await phone.idle(), await phone.authenticate(), await phone.tokenUpdate(randomBytes(9))])
    expect(answer).toEqual(forbidden)
})

test('a user’s channel never touches the device’s', async () => {
  const { phone, personId, device } = await house.enrolled()
  await house.ask(device)
  const before = await house.deviceOf(personId)
  const UserID = 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'
  expect(await phone.tokenUpdate(randomBytes(50), { UserID, UserShortName: 'kim' })).toEqual({ status: 410, body: '' })
  expect(await phone.say({ MessageType: 'UserAuthenticate', UserID })).toEqual({ status: 410, body: '' })
  expect(await phone.say({ Status: 'Idle', UserID })).toEqual(done)
  expect((await house.deviceOf(personId)).enrolment).toEqual(before.enrolment)
})

test('what is not served is declined without harm', async () => {
  const { phone } = await house.enrolled()
  expect(await phone.say({ MessageType: 'GetBootstrapToken' })).toEqual(done)
  expect((await phone.say({ MessageType: 'SetBootstrapToken' })).status).toBe(400)
  expect((await phone.say({ MessageType: 'DeclarativeManagement', Endpoint: 'tokens' })).status).toBe(404)
  expect((await phone.say({ MessageType: 'Greetings' })).status).toBe(400)
})

test('whatever a device of ours says, it is never told 401, and never that something broke', async () => {
  const { phone } = await house.enrolled()
  const words = fc.constantFrom(
    'Authenticate',
    'TokenUpdate',
    'CheckOuts',
    'Idle',
    'Error',
    'NotNow',
    'GetToken',
    't',
    '',
  )
  const value = fc.oneof(words, fc.string(), fc.boolean(), fc.uint8Array(), fc.array(fc.integer(), { maxLength: 3 }))
  const keys = ['MessageType', 'Status', 'EnrollmentID', 'Topic', 'Token', 'PushMagic', 'UnlockToken', 'DeviceName']
  const key = fc.constantFrom(...keys, 'ProductName', 'OSVersion', 'CommandUUID', 'ErrorChain', 'QueryResponses')
  const message = fc.dictionary(key, value).filter((candidate) => encodes(candidate))
  await fc.assert(
    fc.asyncProperty(message, async (said) => {
      expect([200, 400, 403, 404, 410]).toContain((await phone.say(said)).status)
    }),
    { numRuns: 150 },
  )
})

function encodes(value: PlistDict): boolean {
  try {
    return encodePlist(value) !== ''
  } catch {
    return false
  }
}
