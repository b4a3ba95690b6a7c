import { randomBytes } from 'node:crypto'
import type { PlistDict } from '@latchkey/apple-mdm'
import { makeCa } from '@latchkey/certificates/test'
import { createTestDatabase } from '@latchkey/postgres/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unlockTokenContext } from '../../channels/apple/unlock-token.ts'
import { commandOf, openHouse, type TestHouse } from './test-house.ts'

const done = { status: 200, body: '' }
const chain = (domain: string, code: number): PlistDict => ({
  ErrorChain: [{ ErrorDomain: domain, ErrorCode: code, LocalizedDescription: 'canary-description' }],
})
const stale = chain('MCPasscodeErrorDomain', 5013)

let house: TestHouse

beforeAll(async () => {
  house = await openHouse(await makeCa('Latchkey devices', new Date()), await createTestDatabase('embedded'))
})
afterAll(() => house.close())

const tokenIn = (answer: Parameters<typeof commandOf>[0]) => commandOf(answer).command['UnlockToken']

test('the passcode is cleared: handed over with the unlock token, acknowledged, done', async () => {
  const token = randomBytes(2000)
  const { phone, device } = await house.enrolled(token)
  const request = await house.ask(device)
  const answer = await phone.idle()
  expect(commandOf(answer).type).toBe('ClearPasscode')
  expect(tokenIn(answer)).toEqual(Uint8Array.from(token))
  expect((await request.now()).state).toBe('handed-over')
  const { uuid } = commandOf(answer)
  expect(await phone.report('Acknowledged', uuid)).toEqual(done)
  expect(await request.now()).toMatchObject({ state: 'done', outcome: { result: 'removed' }, late: false })
  expect(await phone.report('Acknowledged', uuid)).toEqual(done)
  expect(await phone.idle()).toEqual(done)
})

test('the next command comes with the answer to a report', async () => {
  const { phone, device } = await house.enrolled()
  await phone.authenticate({ OSVersion: '18.7' })
  await phone.tokenUpdate(randomBytes(100))
  const { uuid, type } = commandOf(await phone.idle())
  expect(type).toBe('DeviceInformation')
  await house.ask(await house.deviceOf(device.holderId ?? ''))
  expect(commandOf(await phone.report('Acknowledged', uuid)).type).toBe('ClearPasscode')
})

test('a later TokenUpdate: without a token it keeps the one held, with another it replaces it', async () => {
  const first = randomBytes(1500)
  const second = randomBytes(1700)
  const { phone, device } = await house.enrolled(first)
  await phone.tokenUpdate(null)
  await house.ask(device)
  const answer = await phone.idle()
  expect(tokenIn(answer)).toEqual(Uint8Array.from(first))
  await phone.report('Acknowledged', commandOf(answer).uuid)
  await phone.tokenUpdate(second)
  await phone.tokenUpdate(second)
  await house.ask(device)
  expect(tokenIn(await phone.idle())).toEqual(Uint8Array.from(second))
})

test('a recorded TokenUpdate sent again does not bring back the token that has been replaced', async () => {
  const [first, second] = [randomBytes(1500), randomBytes(1700)]
  const { phone, device } = await house.enrolled(first)
  await phone.tokenUpdate(second)
  expect(await phone.tokenUpdate(first)).toEqual(done)
  await house.ask(device)
  expect(tokenIn(await phone.idle())).toEqual(Uint8Array.from(second))
})

test('NotNow ends the visit; the command is offered again at the next one, not before', async () => {
  const { phone, device } = await house.enrolled()
  const request = await house.ask(device)
  const { uuid } = commandOf(await phone.idle())
  expect(await phone.report('NotNow', uuid)).toEqual(done)
  expect((await request.now()).state).toBe('queued')
  const again = commandOf(await phone.idle())
  expect([again.uuid, again.type]).toEqual([uuid, 'ClearPasscode'])
  await phone.report('Acknowledged', uuid)
  expect((await request.now()).state).toBe('done')
})

test('fetched and lost: the next visit gets it again, twice at most', async () => {
  const { phone, device } = await house.enrolled()
  await house.ask(device)
  const { uuid } = commandOf(await phone.idle())
  expect(commandOf(await phone.idle()).uuid).toBe(uuid)
  expect(commandOf(await phone.idle()).uuid).toBe(uuid)
  expect(await phone.idle()).toEqual(done)
})

test('error 5013 with no token before: the key no longer fits', async () => {
  const { phone, device } = await house.enrolled()
  const request = await house.ask(device)
  expect(await phone.report('Error', commandOf(await phone.idle()).uuid, stale)).toEqual(done)
  expect(await request.now()).toMatchObject({
    state: 'failed',
    outcome: { code: 'key-no-longer-fits', device: [{ domain: 'MCPasscodeErrorDomain', code: 5013 }] },
  })
})

test('error 5013 with a token before: that one is tried, once', async () => {
  const before = randomBytes(1500)
  const { phone, device } = await house.enrolled(before)
  await phone.tokenUpdate(randomBytes(1600))
  const request = await house.ask(device)
  const second = await phone.report('Error', commandOf(await phone.idle()).uuid, stale)
  expect(tokenIn(second)).toEqual(Uint8Array.from(before))
  expect(await phone.report('Error', commandOf(second).uuid, stale)).toEqual(done)
  expect(await request.now()).toMatchObject({ state: 'failed', outcome: { code: 'key-no-longer-fits' } })
})

test.each([
  ['Error', chain('MCMDMErrorDomain', 12078), 'failed', 'in-lost-mode'],
  ['Error', chain('MCMDMErrorDomain', 12021), 'not-supported', 'not-permitted'],
  ['Error', {}, 'failed', 'device-refused'],
  ['CommandFormatError', {}, 'failed', 'not-understood'],
] as const)('%s %j: %s, %s', async (status, more, state, code) => {
  const { phone, device } = await house.enrolled()
  const request = await house.ask(device)
  expect(await phone.report(status, commandOf(await phone.idle()).uuid, more)).toEqual(done)
  expect(await request.now()).toMatchObject({ state, outcome: { code } })
})

test('a status that nobody knows leaves the command as it is', async () => {
  const { phone, device } = await house.enrolled()
  const request = await house.ask(device)
  const { uuid } = commandOf(await phone.idle())
  expect(await phone.report('Rescheduled', uuid)).toEqual(done)
  expect((await request.now()).state).toBe('handed-over')
})

test('a report for a command that is another device’s, unknown, or no identifier at all, changes nothing', async () => {
  const { phone, device } = await house.enrolled()
  const request = await house.ask(device)
  const { uuid } = commandOf(await phone.idle())
  const other = await house.enrolled()
  const strange = [
    "'; drop table command; --",
    '0001_ClearPasscode',
    `${'0'.repeat(8)}-0000-0000-0000-000000000000_ClearPasscode`,
  ]
  for (const name of [uuid, ...strange]) expect(await other.phone.report('Acknowledged', name)).toEqual(done)
  expect((await request.now()).state).toBe('handed-over')
})

test('an unlock token that does not open ends its request, and the next command goes on', async () => {
  const { phone, device, personId } = await house.enrolled()
  const elsewhere = await house.enrolled()
  const swapped = house.keyring.seal('unlock-token', unlockTokenContext('somewhere else'), randomBytes(10))
  const enrolmentId = device.enrolment?.id ?? ''
  await house.database.transaction((stores) =>
    stores.enrolments.updatePush(
      enrolmentId,
      { token: Uint8Array.of(1), magic: 'm', topic: 't' },
      { sealed: swapped, fingerprint: randomBytes(32) },
    ),
  )
  const request = await house.ask(device)
  expect(await phone.idle()).toEqual(done)
  expect(await request.now()).toMatchObject({ state: 'failed', outcome: { code: 'key-no-longer-fits' } })
  expect((await house.deviceOf(personId)).enrolment?.state).toBe('enrolled')
  expect(await elsewhere.phone.idle()).toEqual(done)
})

test('a device without an unlock token is told nothing, and its request fails', async () => {
  const { phone, device } = await house.enrolled(null)
  const request = await house.ask(device)
  expect(await phone.idle()).toEqual(done)
  expect(await request.now()).toMatchObject({ state: 'failed', outcome: { code: 'key-no-longer-fits' } })
})

test('no token, no name and no description of a device reaches the log', async () => {
  const token = Buffer.from('canary-token-canary-token-canary-token-00')
  const { phone, device } = await house.enrolled(token)
  await house.ask(device)
  await phone.report('Error', commandOf(await phone.idle()).uuid, stale)
  await phone.say({ MessageType: 'TokenUpdate', Topic: 't', UnlockToken: token })
  await phone.say({ MessageType: 'TokenUpdate', Topic: 't', Token: token, PushMagic: 'canary-magic', UDID: 'canary' })
  const logged = house.log.lines.join('\n')
  expect(logged).toContain('another-device')
  expect(logged).not.toMatch(/canary/)
  for (const form of ['base64', 'hex'] as const) expect(logged).not.toContain(token.toString(form))
})
