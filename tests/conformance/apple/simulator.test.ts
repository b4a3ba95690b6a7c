import {
  createAppleDevice,
  errors,
  generateKey,
  makeIdentity,
  models,
  type AppleDevice,
  type ModelName,
} from '@latchkey/apple-device-simulator'
import { encodePlist, type PlistDict } from '@latchkey/apple-mdm'
import fc from 'fast-check'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { iPhone, whyNot, type Audience } from './availability.ts'
import { dictionariesOf } from './generate.ts'
import { knownDeviations } from './known-deviations.ts'
import { commandKeys } from './message-keys.ts'
import { checkInViolations, reportViolations } from './message-violations.ts'
import { printTree } from './plist-print.ts'
import { textOf, type TreeDictionary } from './plist-tree.ts'
import { publishedSchema } from './published-schema.ts'
import { startRecorder, type Recorder } from './recorder.ts'

// The same commands at every run: a command that fails can be sent again.
const seed = 1

const schema = publishedSchema()
const allQueries = schema.commands.get('DeviceInformation')?.request[0]?.subkeys[0]?.subkeys.map(({ key }) => key) ?? []

let recorder: Recorder
let privateKeyPem: string
const made: AppleDevice[] = []

beforeAll(async () => {
  ;({ privateKeyPem } = await generateKey())
})
beforeEach(async () => {
  recorder = await startRecorder()
})
afterEach(async () => {
  await Promise.all(made.splice(0).map((device) => device.close()))
  await recorder.close()
})

/** Not signed (that is another test's matter), so its certificate may be anything. */
function make(model: ModelName = 'iPhone 13'): AppleDevice {
  const identity = makeIdentity(model, { deviceName: 'Zoé’s <phone> & “friends” 📱' })
  const device = createAppleDevice({ identity, privateKeyPem, certificate: Uint8Array.of(0), passcode: '271828' })
  made.push(device)
  return device
}

async function enrol(device: AppleDevice, accessRights = iPhone.rights): Promise<void> {
  const { origin } = recorder
  const topic = 'com.apple.mgmt.External.test'
  const settings = { serverUrl: `${origin}/mdm`, checkInUrl: `${origin}/checkin`, topic, accessRights }
  await device.enrol({ ...settings, signMessage: false })
}

const told = () => recorder.recorded.filter(({ path }) => path === '/checkin').map(({ message }) => message)
const reported = () => recorder.recorded.filter(({ path }) => path === '/mdm').map(({ message }) => message)
const statuses = () => reported().map((message) => textOf(message, 'Status'))
const names = () => told().map((message) => [textOf(message, 'MessageType'), message.entries.has('UnlockToken')])

function expectSoundCheckIns(audience: Audience): void {
  expect(told().flatMap((message) => checkInViolations(schema, message, audience))).toEqual([])
}

/** Violations of a report, but for those that are known and written down. */
function violations(report: TreeDictionary, command: string | null, audience = iPhone): readonly string[] {
  return reportViolations(schema, report, command, audience).filter((violation) => !knownDeviations.has(violation))
}

describe('check-in', () => {
  test.each(Object.keys(models) as ModelName[])('%s: enrols, updates its tokens, checks out', async (model) => {
    const device = make(model)
    await enrol(device)
    await device.updateToken()
    device.changeUnlockToken()
    await device.updateToken()
    await device.checkOut()
    expect(names()).toEqual([
      ['Authenticate', false],
      ['TokenUpdate', true],
      ['TokenUpdate', false],
      ['TokenUpdate', true],
      ['CheckOut', false],
    ])
    expectSoundCheckIns({ ...iPhone, version: device.identity.osVersion })
  })

  test('a profile that grants no right hears neither facts nor unlock token', async () => {
    const device = make()
    await enrol(device, 3)
    await device.updateToken('include')
    expect(names()).toEqual([
      ['Authenticate', false],
      ['TokenUpdate', false],
      ['TokenUpdate', false],
    ])
    expectSoundCheckIns({ ...iPhone, rights: 3 })
  })

  test('Idle', async () => {
    const device = make()
    await enrol(device)
    await device.connect()
    expect(statuses()).toEqual(['Idle'])
    expect(reported().flatMap((report) => violations(report, null))).toEqual([])
  })
})

type Scene = {
  readonly command: PlistDict
  readonly answers: string
  readonly rights?: number
  readonly before?: (device: AppleDevice) => void
}

const open = (device: AppleDevice) => void device.type('271828')
const lost = (device: AppleDevice) => device.setLostMode(true)
const tooBusy = (device: AppleDevice) => device.notNow(1)
const failing = (device: AppleDevice) => device.failNext([errors.cannotClearPasscode, errors.keybag])
const wrongToken = { RequestType: 'ClearPasscode', UnlockToken: Uint8Array.of(1) }
const ask = { RequestType: 'DeviceInformation', Queries: allQueries }
const lock = { RequestType: 'DeviceLock', Message: 'Found? Call us.', PhoneNumber: '+33 1 23 45 67 89' }

describe('answers', () => {
  test.each<Scene>([
    { command: wrongToken, answers: 'Error' },
    { command: wrongToken, answers: 'Error', rights: 3 },
    { command: wrongToken, answers: 'Error', before: lost },
    { command: wrongToken, answers: 'Error', before: failing },
    { command: wrongToken, answers: 'NotNow', before: tooBusy },
    { command: { RequestType: 'ClearPasscode' }, answers: 'CommandFormatError' },
    { command: ask, answers: 'Acknowledged' },
    { command: ask, answers: 'Acknowledged', before: lost },
    { command: ask, answers: 'Error', rights: 3 },
    { command: ask, answers: 'NotNow', before: tooBusy },
    { command: { RequestType: 'DeviceInformation' }, answers: 'CommandFormatError' },
    { command: { RequestType: 'DeviceInformation', Queries: [] }, answers: 'Acknowledged' },
    { command: { RequestType: 'SecurityInfo' }, answers: 'NotNow' },
    { command: { RequestType: 'SecurityInfo' }, answers: 'Acknowledged', before: open },
    { command: { RequestType: 'SecurityInfo' }, answers: 'Error', rights: 3 },
    { command: lock, answers: 'Acknowledged' },
    { command: lock, answers: 'Acknowledged', before: lost },
    { command: lock, answers: 'Error', rights: 3 },
    { command: { RequestType: 'DeviceLock' }, answers: 'Acknowledged', before: open },
    { command: { RequestType: 'Sing' }, answers: 'Error' },
    { command: {}, answers: 'CommandFormatError' },
  ])('$command.RequestType: $answers (rights $rights, $before.name)', async ({ command, answers, rights, before }) => {
    const device = make()
    await enrol(device, rights)
    before?.(device)
    recorder.reply(encodePlist({ CommandUUID: 'c-1', Command: command }))
    await device.connect()
    expect(statuses()).toEqual(['Idle', answers])
    const name = typeof command['RequestType'] === 'string' ? command['RequestType'] : null
    const audience = { ...iPhone, rights: rights ?? iPhone.rights }
    expect(reported().flatMap((report, index) => violations(report, index === 0 ? null : name, audience))).toEqual([])
  })

  test('ClearPasscode with its own token, then with no passcode left', async () => {
    const device = make()
    await enrol(device)
    const command = { RequestType: 'ClearPasscode', UnlockToken: device.unlockToken() }
    recorder.reply(...['c-1', 'c-2'].map((CommandUUID) => encodePlist({ CommandUUID, Command: command })))
    await device.connect()
    expect(statuses()).toEqual(['Idle', 'Acknowledged', 'Acknowledged'])
    expect(device.see().passcodeSet).toBe(false)
    expect(reported().flatMap((report, index) => violations(report, index === 0 ? null : 'ClearPasscode'))).toEqual([])
  })

  const sendable = [...schema.commands.values()].filter(({ platforms }) => whyNot(platforms, iPhone) === null)
  test.each(sendable)('$name, as the schema would have it', async (rule) => {
    const device = make()
    await enrol(device)
    open(device)
    const commands = (['minimal', 'maximal', 'any'] as const).flatMap((fullness) =>
      fc.sample(dictionariesOf(commandKeys(rule), iPhone, fullness), { numRuns: 3, seed }),
    )
    recorder.reply(...commands.map(printTree))
    await device.connect()
    expect(reported()).toHaveLength(commands.length + 1)
    const answers = reported().slice(1)
    expect(answers.map((report) => textOf(report, 'CommandUUID'))).toEqual(
      commands.map((command) => textOf(command, 'CommandUUID')),
    )
    expect(answers.flatMap((report) => violations(report, rule.name))).toEqual([])
  })
})

test('a known deviation that is none any more leaves the list', async () => {
  const device = make()
  await enrol(device)
  open(device)
  const commands = [ask, { RequestType: 'SecurityInfo' }]
  recorder.reply(...commands.map((command) => encodePlist({ CommandUUID: 'c', Command: command })))
  await device.connect()
  const found = reported()
    .slice(1)
    .flatMap((report, index) => reportViolations(schema, report, commands[index]?.RequestType ?? null, iPhone))
  expect(found.sort()).toEqual([...knownDeviations.keys()].sort())
})
