import { readMessage, type Message, type Report } from '@latchkey/apple-mdm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { audiences } from './audiences.ts'
import { iPhone, whyNot, type Audience } from './availability.ts'
import { dictionariesOf, type Fullness } from './generate.ts'
import { checkInKeys, reportKeys, statuses, type Status } from './message-keys.ts'
import { printTree } from './plist-print.ts'
import { textOf, type TreeDictionary } from './plist-tree.ts'
import { publishedSchema, type MessageRule } from './published-schema.ts'

const schema = publishedSchema()
const fullnesses: readonly Fullness[] = ['minimal', 'maximal', 'any']
const runs = { numRuns: 150 }

const types: Readonly<Record<string, Message['type']>> = {
  Authenticate: 'authenticate',
  TokenUpdate: 'token-update',
  CheckOut: 'check-out',
}

const words: Readonly<Record<Status, Report['status']>> = {
  Idle: 'idle',
  Acknowledged: 'acknowledged',
  Error: 'error',
  CommandFormatError: 'format-error',
  NotNow: 'not-now',
}

const read = (message: TreeDictionary) => readMessage(printTree(message))
const bytesOf = (message: TreeDictionary, key: string) => {
  const text = textOf(message, key)
  return text === null ? null : new Uint8Array(Buffer.from(text, 'base64'))
}

/** Domain and code of each link, as the wire has them. */
function chainOf(message: TreeDictionary) {
  const chain = message.entries.get('ErrorChain')
  const links = chain?.type === 'array' ? chain.items : []
  return links
    .filter((link) => link.type === 'dictionary')
    .map((link) => {
      return { domain: textOf(link, 'ErrorDomain'), code: Number(textOf(link, 'ErrorCode')) }
    })
}

function checkInsOf(audience: Audience): readonly MessageRule[] {
  return [...schema.checkIns.values()].filter(({ platforms }) => whyNot(platforms, audience) === null)
}

function expectSender({ from }: Message, message: TreeDictionary, audience: Audience): void {
  expect(from.id).toBe(textOf(message, audience.userEnrolment ? 'EnrollmentID' : 'UDID'))
  expect(from.kind).toBe(audience.userEnrolment ? 'user-enrolment' : 'device')
}

test('the fullest TokenUpdate of an iPhone carries an unlock token: what follows checks something', () => {
  const rule = schema.checkIns.get('TokenUpdate')
  const [message] = fc.sample(dictionariesOf(rule?.request ?? [], iPhone, 'maximal'), { numRuns: 1, seed: 1 })
  expect(message?.entries.has('UnlockToken')).toBe(true)
})

describe.each(audiences)('%s', (_, audience) => {
  test('every check-in message of the schema is read', () => {
    const rules = checkInsOf(audience)
    expect(rules.map(({ name }) => name)).toContain('TokenUpdate')
    const made = fc
      .constantFrom(...rules)
      .chain((rule) =>
        fc
          .constantFrom(...fullnesses)
          .chain((fullness) => dictionariesOf(checkInKeys(schema, rule), audience, fullness)),
      )
    const property = fc.property(made, (message) => {
      const decoded = read(message)
      expect(decoded.type).toBe(types[textOf(message, 'MessageType') ?? ''] ?? 'declined')
      expectSender(decoded, message, audience)
    })
    fc.assert(property, { numRuns: 400 })
  })

  test.each(fullnesses)('TokenUpdate, %s: tokens byte by byte', (fullness) => {
    const rule = schema.checkIns.get('TokenUpdate')
    const made = dictionariesOf(rule === undefined ? [] : checkInKeys(schema, rule), audience, fullness)
    const property = fc.property(made, (message) => {
      const decoded = read(message)
      if (decoded.type !== 'token-update') throw new Error(`read as ${decoded.type}`)
      expect(decoded.unlockToken?.reveal() ?? null).toEqual(bytesOf(message, 'UnlockToken'))
      expect(decoded.pushToken).toEqual(bytesOf(message, 'Token'))
      expect(decoded.pushMagic).toBe(textOf(message, 'PushMagic'))
      expect(decoded.topic).toBe(textOf(message, 'Topic'))
    })
    fc.assert(property, runs)
  })

  test.each(statuses)('a report %s, with everything that its command can bring', (status) => {
    const commands = [null, ...[...schema.commands.values()].filter(({ response }) => response.length > 0)]
    const made = fc.tuple(fc.constantFrom(...commands), fc.constantFrom(...fullnesses)).chain(([rule, fullness]) => {
      return dictionariesOf(reportKeys(schema, status, rule), audience, fullness)
    })
    const property = fc.property(made, (message) => {
      const decoded = read(message)
      if (decoded.type !== 'report') throw new Error(`read as ${decoded.type}`)
      expectSender(decoded, message, audience)
      expect(decoded.status).toBe(words[status])
      expect(decoded.commandUuid).toBe(textOf(message, 'CommandUUID'))
      expect(decoded.errors).toEqual(chainOf(message))
      const answers = message.entries.get('QueryResponses')
      const names = answers?.type === 'dictionary' ? [...answers.entries.keys()] : null
      expect(decoded.answers === null ? null : Object.keys(decoded.answers)).toEqual(names)
    })
    fc.assert(property, runs)
  })
})
