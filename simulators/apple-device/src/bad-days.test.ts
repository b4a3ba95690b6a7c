import { expect, test } from 'vitest'
import { reviveAppleDevice } from './device.ts'
import { errors } from './report.ts'
import { clearPasscode, comesTo, happened, setUpBench } from './test-bench.ts'

const bench = setUpBench()

test('a refused Authenticate leaves it as it was', async () => {
  const device = bench.make()
  bench.server.refuse(503)
  await expect(device.enrol(bench.server.settings)).rejects.toMatchObject({ code: 'enrolment', status: 503 })
  expect(device.see().enrolled).toBe(false)
  expect(await device.connect()).toBe('not-enrolled')
})

test('a reply lost on its way: nothing is executed, the next connection begins with Idle', async () => {
  const device = await bench.enrolled()
  device.loseNextReply()
  bench.server.queue('clear', clearPasscode(device))
  expect(await device.connect()).toBe('broken')
  expect(await device.connect()).toBe('done')
  expect(bench.server.messages()).toEqual(['Idle', 'Idle'])
  expect(happened(device)).not.toContain('fetched')
})

test('a report that never left is sent at the next connection, before anything else', async () => {
  const device = await bench.enrolled()
  device.loseNextReport('before-sending')
  bench.server.queue('clear', clearPasscode(device))
  expect(await device.connect()).toBe('broken')
  expect(device.see().passcodeSet).toBe(false)
  expect(await device.connect()).toBe('done')
  expect(bench.server.messages()).toEqual(['Idle', 'Acknowledged'])
})

test('a report that left but was not answered arrives twice', async () => {
  const device = await bench.enrolled()
  device.loseNextReport('after-sending', 'after-sending')
  bench.server.queue('clear', clearPasscode(device))
  expect([await device.connect(), await device.connect(), await device.connect()]).toEqual(['broken', 'broken', 'done'])
  expect(bench.server.messages()).toEqual(['Idle', 'Acknowledged', 'Acknowledged', 'Acknowledged'])
  expect(happened(device).filter((what) => what === 'executed')).toHaveLength(1)
})

test('a report that the server refuses for now is kept; 401 removes the profile', async () => {
  const device = await bench.enrolled()
  bench.server.queue('clear', clearPasscode(device))
  device.answerSlowly(Promise.resolve().then(() => bench.server.refuse(500)))
  expect(await device.connect()).toBe('refused')
  bench.server.allow()
  expect(await device.connect()).toBe('done')
  expect(bench.server.last()).toMatchObject({ CommandUUID: 'clear' })
  bench.server.refuse(401)
  expect(await device.connect()).toBe('removed')
  expect(device.see().enrolled).toBe(false)
})

test('403 removes the profile only with the word for it', async () => {
  const device = await bench.enrolled()
  bench.server.refuse(403, '{"code":"forbidden"}')
  expect(await device.connect()).toBe('refused')
  bench.server.refuse(403, '{"code":"com.apple.unrecognized.device"}')
  expect(await device.connect()).toBe('removed')
})

test('fails as told, says NotNow as told, and is slow as told', async () => {
  const device = await bench.enrolled()
  device.failNext([errors.keybag])
  device.notNow(1)
  let open = () => {}
  device.answerSlowly(new Promise<void>((resolve) => (open = resolve)))
  for (const uuid of ['one', 'two', 'three']) bench.server.queue(uuid, clearPasscode(device))
  const working = comesTo(device, 'working')
  const connected = device.connect()
  await working
  expect(device.see()).toMatchObject({ locked: true, contact: { command: { uuid: 'one', status: null } } })
  open()
  await connected
  expect(bench.server.messages()).toEqual(['Idle', 'Error', 'NotNow', 'Acknowledged'])
})

test('turned off while it thinks, it never carries the command out', async () => {
  const device = await bench.enrolled()
  bench.server.queue('clear', clearPasscode(device))
  device.answerSlowly(Promise.resolve().then(() => device.setPower(false)))
  expect(await device.connect()).toBe('broken')
  device.setPower(true)
  expect(device.see()).toMatchObject({ passcodeSet: true, locked: true })
  expect(happened(device)).not.toContain('executed')
})

test('silent: fetches, says nothing, and answers late', async () => {
  const device = await bench.enrolled()
  device.fallSilent()
  bench.server.queue('clear', clearPasscode(device))
  expect(await device.connect()).toBe('silent')
  expect(await device.connect()).toBe('silent')
  expect(bench.server.messages()).toEqual(['Idle'])
  expect(device.see().passcodeSet).toBe(true)
  expect(await device.speak()).toBe('done')
  expect(bench.server.messages()).toEqual(['Idle', 'Acknowledged'])
  expect(device.see().passcodeSet).toBe(false)
})

test('checks out once, and is no longer enrolled even when nobody heard it', async () => {
  const device = await bench.enrolled()
  bench.server.refuse(500)
  await device.checkOut()
  expect(bench.server.messages()).toEqual(['CheckOut'])
  expect(await device.connect()).toBe('not-enrolled')
})

test('enrolling again makes a new unlock token, and the old one opens nothing', async () => {
  const device = await bench.enrolled()
  const old = device.unlockToken()
  await device.enrol(bench.server.settings)
  expect(device.unlockToken()).not.toEqual(old)
  bench.server.queue('clear', clearPasscode(device, old))
  await device.connect()
  expect(bench.server.last()).toMatchObject({ Status: 'Error' })
})

test('a saved device comes back as the same device, with what it still has to report', async () => {
  const device = await bench.enrolled()
  device.loseNextReport('before-sending')
  bench.server.queue('lock', { RequestType: 'DeviceLock' })
  await device.connect()
  const text = JSON.stringify(device.save())
  await device.close()
  const revived = bench.keep(reviveAppleDevice(JSON.parse(text)))
  expect(revived.see()).toEqual({ ...device.see(), contact: { activity: 'resting', lastAt: null, command: null } })
  expect(revived.ledger).toEqual(device.ledger)
  expect(await revived.connect()).toBe('done')
  expect(bench.server.last()).toMatchObject({ CommandUUID: 'lock', Status: 'Acknowledged' })
})

test.each([null, {}, { version: 2, phone: {} }, { version: 1, phone: { identity: 3 } }])(
  'what is not a saved device is refused (%#)',
  (saved) => expect(() => reviveAppleDevice(saved)).toThrow(expect.objectContaining({ code: 'saved-device' })),
)

test('what is seen of it holds neither passcode nor key', async () => {
  const seen = JSON.stringify((await bench.enrolled()).see())
  expect(seen).not.toContain('271828')
  expect(seen).not.toContain('PRIVATE KEY')
})
