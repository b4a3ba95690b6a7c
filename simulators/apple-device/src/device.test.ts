import { expect, test } from 'vitest'
import { createAppleDevice } from './device.ts'
import { makeIdentity } from './identity.ts'
import { clearPasscode, comesTo, happened, setUpBench } from './test-bench.ts'

const bench = setUpBench()

test('enrols by Authenticate and TokenUpdate, with PUT and the content type of check-in', async () => {
  const device = bench.make()
  await device.enrol(bench.server.settings)
  const [first, second] = bench.server.received
  expect(bench.server.messages()).toEqual(['Authenticate', 'TokenUpdate'])
  expect(first).toMatchObject({ method: 'PUT', path: '/checkin' })
  expect(first?.headers['content-type']).toBe('application/x-apple-aspen-mdm-checkin')
  expect(first?.headers['mdm-signature']).toMatch(/^[A-Za-z0-9+/]+=*$/)
  expect(first?.message).toEqual({
    MessageType: 'Authenticate',
    Topic: bench.server.settings.topic,
    UDID: device.identity.udid,
    BuildVersion: '22G86',
    OSVersion: '18.6',
    ProductName: 'iPhone14,5',
    SerialNumber: 'F4GTN57Q2K',
  })
  expect(second?.message).toMatchObject({ UnlockToken: device.unlockToken(), PushMagic: device.pushMagic })
  expect(device.identity.udid).toMatch(/^00008110-[0-9A-F]{16}$/)
  expect(happened(device)).toEqual(['authenticated', 'enrolled'])
})

test('without the right to clear passcodes there is no unlock token, without the right to ask no serial number', async () => {
  await bench.make().enrol({ ...bench.server.settings, accessRights: 1 })
  expect(bench.server.received[0]?.message).not.toHaveProperty('SerialNumber')
  expect(bench.server.received[1]?.message).not.toHaveProperty('UnlockToken')
})

test('tells its unlock token once, and again only when it has changed', async () => {
  const device = await bench.enrolled()
  await device.updateToken()
  expect(bench.server.last()).not.toHaveProperty('UnlockToken')
  device.changeUnlockToken()
  await device.updateToken('omit')
  expect(bench.server.last()).not.toHaveProperty('UnlockToken')
  await device.updateToken()
  expect(bench.server.last()['UnlockToken']).toEqual(device.unlockToken())
})

test('asks with Idle, and goes on until the reply is empty', async () => {
  const device = await bench.enrolled()
  bench.server.queue('one', { RequestType: 'DeviceInformation', Queries: ['DeviceName', 'OSVersion', 'Nonsense'] })
  bench.server.queue('two', { RequestType: 'Nonsense' })
  expect(await device.connect()).toBe('done')
  expect(bench.server.messages()).toEqual(['Idle', 'Acknowledged', 'Error'])
  expect(bench.server.received[1]?.headers['content-type']).toBe('application/x-apple-aspen-mdm; charset=UTF-8')
  expect(bench.server.received[1]?.message).toEqual({
    CommandUUID: 'one',
    Status: 'Acknowledged',
    UDID: device.identity.udid,
    QueryResponses: { DeviceName: 'Zoé’s “phone” 📱', OSVersion: '18.6' },
  })
  expect(bench.server.last()).toMatchObject({ CommandUUID: 'two', ErrorChain: [{ ErrorCode: 12021 }] })
})

test('ClearPasscode with the right token removes the passcode, even when it is unavailable', async () => {
  const device = await bench.enrolled()
  for (let i = 0; i < 5; i++) device.type(`00000${String(i)}`)
  expect(device.type('271828')).toBe('unavailable')
  bench.server.queue('clear', clearPasscode(device))
  await device.connect()
  expect(bench.server.last()).toEqual({ CommandUUID: 'clear', Status: 'Acknowledged', UDID: device.identity.udid })
  expect(device.see()).toMatchObject({ locked: false, passcodeSet: false, unavailableUntil: null })
  expect(happened(device).slice(-4)).toEqual(['fetched', 'passcode-removed', 'executed', 'reported'])
})

test('ClearPasscode with a stale token is Error 5013 and changes nothing', async () => {
  const device = await bench.enrolled()
  const stale = device.unlockToken()
  device.changeUnlockToken()
  bench.server.queue('clear', clearPasscode(device, stale))
  await device.connect()
  expect(bench.server.last()).toMatchObject({
    Status: 'Error',
    ErrorChain: [
      { ErrorDomain: 'MCPasscodeErrorDomain', ErrorCode: 5013 },
      { ErrorDomain: 'MCKeybagErrorDomain', ErrorCode: 37000 },
    ],
  })
  expect(device.see()).toMatchObject({ locked: true, passcodeSet: true })
  expect(happened(device)).not.toContain('executed')
})

test('in Lost Mode ClearPasscode is Error 12078; without the right it is 12007', async () => {
  const lost = await bench.enrolled()
  lost.setLostMode(true)
  bench.server.queue('clear', clearPasscode(lost))
  await lost.connect()
  expect(bench.server.last()).toMatchObject({ ErrorChain: [{ ErrorDomain: 'MCMDMErrorDomain', ErrorCode: 12078 }] })

  const without = await bench.enrolled({}, { ...bench.server.settings, accessRights: 16 })
  bench.server.queue('clear', clearPasscode(without))
  await without.connect()
  expect(bench.server.last()).toMatchObject({ ErrorChain: [{ ErrorCode: 12007 }] })
})

test.each([
  ['no Command', { CommandUUID: 'x' }],
  ['no RequestType', { CommandUUID: 'x', Command: {} }],
  ['no UnlockToken', { CommandUUID: 'x', Command: { RequestType: 'ClearPasscode' } }],
  ['Queries that are no array', { CommandUUID: 'x', Command: { RequestType: 'DeviceInformation', Queries: 'a' } }],
])('a malformed command (%s) is CommandFormatError', async (_, reply) => {
  const device = await bench.enrolled()
  bench.server.queueRaw(reply)
  await device.connect()
  expect(bench.server.last()).toMatchObject({ CommandUUID: 'x', Status: 'CommandFormatError' })
})

test('SecurityInfo is NotNow while it is locked, and after the unlock it asks again by itself', async () => {
  const device = await bench.enrolled()
  bench.server.queue('one', { RequestType: 'SecurityInfo' })
  await device.connect()
  expect(bench.server.last()).toMatchObject({ Status: 'NotNow' })
  bench.server.queue('one', { RequestType: 'SecurityInfo' })
  const asked = comesTo(device, 'connecting').then(() => comesTo(device, 'resting'))
  device.type('271828')
  await asked
  const answers = bench.server.received
    .map(({ message }) => message)
    .filter((message) => message['Status'] === 'Acknowledged')
  expect(answers).toMatchObject([{ SecurityInfo: { PasscodePresent: true } }])
})

test('DeviceLock locks it and shows the message; without a passcode it can show none', async () => {
  const device = await bench.enrolled()
  device.type('271828')
  bench.server.queue('lock', { RequestType: 'DeviceLock', Message: 'Call me', PhoneNumber: '+33 1' })
  await device.connect()
  expect(bench.server.last()).toMatchObject({ MessageResult: 'Success' })
  expect(device.see()).toMatchObject({ locked: true, message: 'Call me', phoneNumber: '+33 1' })

  const open = await bench.enrolled({ passcode: null })
  bench.server.queue('lock', { RequestType: 'DeviceLock', Message: 'Call me' })
  await open.connect()
  expect(bench.server.last()).toMatchObject({ Status: 'Acknowledged', MessageResult: 'NoPasscodeSet' })
  expect(open.see().locked).toBe(false)
})

test('a push with its own magic makes it connect; another magic does not', async () => {
  const device = await bench.enrolled()
  const rung = comesTo(device, 'resting')
  expect(device.ring('not its own')).toBe(true)
  expect(bench.server.received).toEqual([])
  expect(device.ring(device.pushMagic)).toBe(true)
  await rung
  expect(bench.server.messages()).toEqual(['Idle'])
})

test('restarted and never unlocked: not reachable by Wi-Fi, reachable by a mobile plan', async () => {
  const device = await bench.enrolled()
  device.restart()
  expect(device.see()).toMatchObject({ locked: true, unlockedSinceStart: false, reachable: false })
  expect(device.ring()).toBe(false)
  expect(await device.connect()).toBe('unreachable')
  device.type('271828')
  expect(await device.connect()).toBe('done')

  const cellular = await bench.enrolled({ cellular: true })
  cellular.restart()
  bench.server.queue('clear', clearPasscode(cellular))
  await cellular.connect()
  expect(cellular.see()).toMatchObject({ passcodeSet: false, unlockedSinceStart: true })
})

test('tells when it is reachable again', async () => {
  let times = 0
  const device = bench.keep(
    createAppleDevice(
      { identity: makeIdentity('iPhone 13'), passcode: '271828', ...bench.issued },
      { onReachable: () => (times += 1) },
    ),
  )
  device.setNetwork(false)
  expect(device.ring()).toBe(false)
  device.setNetwork(true)
  device.restart()
  expect(times).toBe(1)
  device.type('271828')
  expect(times).toBe(2)
})

test('erases itself after the tenth wrong try only where that is chosen', () => {
  let now = Date.parse('2026-03-02T12:00:00Z')
  const surroundings = { now: () => new Date((now += 2 * 3_600_000)) }
  const identity = makeIdentity('iPad (9th generation)')
  const device = bench.keep(
    createAppleDevice({ identity, passcode: '271828', eraseAfterTenTries: true, ...bench.issued }, surroundings),
  )
  for (let i = 0; i < 10; i++) device.type(`00000${String(i)}`)
  expect(device.see()).toMatchObject({ passcodeSet: false, enrolled: false })
  expect(happened(device).at(-1)).toBe('erased')
})
