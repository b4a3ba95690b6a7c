import { encodeCommand, type AppleCommand } from '@latchkey/apple-mdm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inventoryQueries } from '../../../apps/server/src/channels/apple/device-facts.ts'
import { iPhone } from './availability.ts'
import { commandViolations } from './message-violations.ts'
import { readDictionary } from './plist-tree.ts'
import { publishedSchema } from './published-schema.ts'

const schema = publishedSchema()
const iPad = { ...iPhone, version: '17.7' }

const violations = (command: AppleCommand, audience = iPhone) =>
  commandViolations(schema, readDictionary(encodeCommand('0f_1', command)), audience)

/** One of each that the codec knows; a command that is missing here does not compile. */
const commands: { readonly [Type in AppleCommand['type']]: Extract<AppleCommand, { readonly type: Type }> } = {
  ClearPasscode: { type: 'ClearPasscode', unlockToken: Uint8Array.of(1, 2, 3) },
  DeviceInformation: { type: 'DeviceInformation', queries: inventoryQueries },
}

test.each(Object.values(commands))('$type, as the server sends it', (command) => {
  expect(violations(command)).toEqual([])
  expect(violations(command, iPad)).toEqual([])
})

test('any unlock token stands in ClearPasscode byte by byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 4096 }), (unlockToken) => {
      const reply = readDictionary(encodeCommand('c', { type: 'ClearPasscode', unlockToken }))
      expect(commandViolations(schema, reply, iPhone)).toEqual([])
      const command = reply.entries.get('Command')
      const token = command?.type === 'dictionary' ? command.entries.get('UnlockToken') : undefined
      expect(token).toEqual({ type: 'data', text: Buffer.from(unlockToken).toString('base64') })
    }),
    { numRuns: 300 },
  )
})

test('each name that the server asks for is one that an iPhone may be asked', () => {
  expect(inventoryQueries.length).toBeGreaterThan(0)
  for (const query of inventoryQueries) {
    expect(violations({ type: 'DeviceInformation', queries: [query] })).toEqual([])
  }
})

test('a name that is none, and a command that an enrolment can’t have, would be found', () => {
  expect(violations({ type: 'DeviceInformation', queries: ['OSVersion', 'OsVersion'] })).toEqual([
    'Command.Queries[1]: not one of the listed',
  ])
  expect(violations(commands.ClearPasscode, { ...iPhone, userEnrolment: true })).toContain(
    'Command.RequestType: ClearPasscode not in a user enrolment',
  )
})
