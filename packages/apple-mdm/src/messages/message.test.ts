import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodePlist, MessageError, PlistError, readMessage, type Message, type PlistDict } from '../index.ts'

const udid = '00008110-000A1D2E3F48801E'
const read = (dict: PlistDict): Message => readMessage(encodePlist(dict))
const device = { id: udid, kind: 'device', user: null }

function refusal(dict: PlistDict): string {
  try {
    read(dict)
  } catch (error) {
    if (error instanceof MessageError) return `${error.code} ${error.key ?? ''}`.trim()
  }
  return 'accepted'
}

test('Authenticate with everything, and with next to nothing', () => {
  const all = {
    MessageType: 'Authenticate',
    Topic: 'com.apple.mgmt.External.1',
    UDID: udid,
    DeviceName: 'Camille’s iPhone',
    ProductName: 'iPhone14,5',
    OSVersion: '18.6',
    SerialNumber: 'F2LXK1ABCD',
  }
  expect(read(all)).toEqual({
    type: 'authenticate',
    from: device,
    topic: 'com.apple.mgmt.External.1',
    device: { name: 'Camille’s iPhone', product: 'iPhone14,5', osVersion: '18.6', serial: 'F2LXK1ABCD' },
  })
  expect(read({ MessageType: 'Authenticate', Topic: 't', EnrollmentID: 'E-1' })).toEqual({
    type: 'authenticate',
    from: { id: 'E-1', kind: 'user-enrolment', user: null },
    topic: 't',
    device: { name: null, product: null, osVersion: null, serial: null },
  })
})

const tokenUpdate = {
  MessageType: 'TokenUpdate',
  Topic: 't',
  UDID: udid,
  Token: Uint8Array.of(1, 2, 3),
  PushMagic: 'magic',
}

test('TokenUpdate gives the unlock token as a secret, and null when there is none or an empty one', () => {
  const message = read({
    ...tokenUpdate,
    UnlockToken: new TextEncoder().encode('DATA-very-secret'),
    NotOnConsole: 'no',
  })
  expect(message).toMatchObject({ type: 'token-update', from: device, topic: 't', pushMagic: 'magic' })
  if (message.type !== 'token-update') throw new Error('wrong type')
  expect(message.pushToken).toEqual(Uint8Array.of(1, 2, 3))
  expect(message.unlockToken?.reveal()).toEqual(new TextEncoder().encode('DATA-very-secret'))
  for (const printed of [JSON.stringify(message), inspect(message, { depth: 9 }), String(message.unlockToken)]) {
    expect(printed).not.toMatch(/very-secret|REFUQS|68, 65, 84/)
    expect(printed).toContain('[secret]')
  }
  expect(read(tokenUpdate)).toMatchObject({ unlockToken: null })
  expect(read({ ...tokenUpdate, UnlockToken: new Uint8Array() })).toMatchObject({ unlockToken: null })
})

test('CheckOut, and what is not served here', () => {
  expect(read({ MessageType: 'CheckOut', Topic: 't', UDID: udid })).toEqual({ type: 'check-out', from: device })
  for (const name of [
    'SetBootstrapToken',
    'GetBootstrapToken',
    'DeclarativeManagement',
    'UserAuthenticate',
    'GetToken',
  ])
    expect(read({ MessageType: name, UDID: udid })).toEqual({ type: 'declined', from: device, name })
})

test('the sender: UDID before EnrollmentID, and user channels kept apart', () => {
  const from = (dict: PlistDict) => read({ Status: 'Idle', ...dict }).from
  expect(from({ UDID: udid, EnrollmentID: 'E-1' })).toEqual(device)
  expect(from({ UDID: udid, UserID: 'U-1' })).toEqual({ ...device, user: 'U-1' })
  expect(from({ EnrollmentID: 'E-1', EnrollmentUserID: 'U-2' }).user).toBe('U-2')
  expect(
    from({ UDID: udid, UserID: 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', UserShortName: 'kim@s.example' }).user,
  ).toBe('kim@s.example')
})

test.each([
  ['Idle', 'idle'],
  ['Acknowledged', 'acknowledged'],
  ['Error', 'error'],
  ['NotNow', 'not-now'],
  ['CommandFormatError', 'format-error'],
  ['Rescheduled', 'other'],
  ['constructor', 'other'],
])('status %s is %s', (word, status) => {
  expect(read({ Status: word, UDID: udid })).toMatchObject({ type: 'report', status, commandUuid: null, errors: [] })
})

test('a report keeps domains and codes of its chain, never the texts', () => {
  const message = read({
    Status: 'Error',
    UDID: udid,
    CommandUUID: 'c-1',
    ErrorChain: [
      { ErrorDomain: 'MCPasscodeErrorDomain', ErrorCode: 5013, LocalizedDescription: 'Camille’s own words' },
      { ErrorDomain: 7, ErrorCode: 'x' },
      'odd',
    ],
  })
  expect(message).toMatchObject({
    commandUuid: 'c-1',
    errors: [
      { domain: 'MCPasscodeErrorDomain', code: 5013 },
      { domain: '', code: 0 },
    ],
  })
  expect(JSON.stringify(message)).not.toContain('Camille')
})

test('an error domain that is cut within a character is text still', () => {
  const ErrorChain = [{ ErrorDomain: `${'x'.repeat(127)}📱`, ErrorCode: 1 }]
  expect(read({ Status: 'Error', UDID: udid, ErrorChain })).toMatchObject({
    errors: [{ domain: `${'x'.repeat(127)}\ufffd`, code: 1 }],
  })
})

test('answers of DeviceInformation', () => {
  const answers = { DeviceName: 'iPad', BatteryLevel: 0.5, IsMultiUser: false }
  expect(read({ Status: 'Acknowledged', UDID: udid, CommandUUID: 'c', QueryResponses: answers })).toMatchObject({
    answers,
  })
})

test.each<[string, PlistDict]>([
  ['no-message', {}],
  ['no-message', { UDID: udid }],
  ['no-sender', { Status: 'Idle' }],
  ['no-sender', { Status: 'Idle', UDID: '' }],
  ['key-wrong UDID', { Status: 'Idle', UDID: 7 }],
  ['key-wrong UDID', { Status: 'Idle', UDID: 'x'.repeat(1025) }],
  ['key-wrong Status', { Status: true, UDID: udid }],
  ['unknown-message MessageType', { MessageType: 'Greet', UDID: udid }],
  ['key-missing Topic', { MessageType: 'Authenticate', UDID: udid }],
  ['key-missing Token', { ...tokenUpdate, Token: new Uint8Array() }],
  ['key-wrong Token', { ...tokenUpdate, Token: 'text' }],
  ['key-wrong UnlockToken', { ...tokenUpdate, UnlockToken: new Uint8Array(65_537) }],
  ['key-wrong UnlockToken', { ...tokenUpdate, UnlockToken: 'text' }],
])('refused: %s', (why, dict) => {
  expect(refusal(dict)).toBe(why)
})

test('a list that is no dict is no message', () => {
  expect(() => readMessage(encodePlist(['MessageType']))).toThrow(MessageError)
})

test('any dict with the protocol’s keys is read or refused by name', () => {
  const keys = ['MessageType', 'Status', 'UDID', 'EnrollmentID', 'UserID', 'Topic', 'Token', 'PushMagic', 'UnlockToken']
  const words = fc.constantFrom('Authenticate', 'TokenUpdate', 'CheckOut', 'GetToken', 'Idle', 'Error', udid)
  const value = fc.oneof(words, fc.boolean(), fc.integer(), fc.uint8Array(), fc.array(fc.integer()))
  const dict = fc.dictionary(fc.constantFrom(...keys, 'ErrorChain', 'QueryResponses', 'CommandUUID'), value)
  fc.assert(
    fc.property(dict, (candidate) => {
      try {
        read(candidate)
      } catch (error) {
        expect(error instanceof MessageError || error instanceof PlistError).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

test('no text that leaves here is ill-formed or holds NUL: no database would take it', () => {
  const unit = fc.oneof(
    fc.constantFrom('&#0;', '&#xD83D;', '&#xDCF1;', '&#1;', '📱', '\ud83d', '\udcf1', '\0', 'x'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  )
  const word = fc.oneof(
    fc.array(unit, { maxLength: 8 }).map((units) => units.join('')),
    fc.nat(3).map((more) => `${'x'.repeat(125 + more)}📱`),
  )
  const texts = fc.record({ domain: word, name: word, uuid: word, xml: fc.constantFrom('1.0', '1.1') })
  const said = ({ domain, name, uuid, xml }: { domain: string; name: string; uuid: string; xml: string }) =>
    `<?xml version="${xml}"?><plist><dict><key>Status</key><string>Error</string><key>UDID</key><string>u</string>` +
    `<key>CommandUUID</key><string>${uuid}</string><key>QueryResponses</key><dict><key>${name}</key>` +
    `<string>${name}</string></dict><key>ErrorChain</key><array><dict><key>ErrorDomain</key>` +
    `<string>${domain}</string></dict></array></dict></plist>`
  fc.assert(
    fc.property(texts, (candidate) => {
      for (const text of textsOf(readOrNull(said(candidate)))) {
        expect(text.isWellFormed() && !text.includes('\0')).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

function readOrNull(text: string): Message | null {
  try {
    return readMessage(text)
  } catch (error) {
    if (error instanceof MessageError || error instanceof PlistError) return null
    throw error
  }
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)])
}
