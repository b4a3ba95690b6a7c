import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { audiences } from './audiences.ts'
import { whyNot } from './availability.ts'
import { dictionariesOf } from './generate.ts'
import { checkInKeys, commandKeys, reportKeys, statuses } from './message-keys.ts'
import { publishedSchema } from './published-schema.ts'
import type { KeyRule } from './rule.ts'
import { violationsOf } from './violations.ts'

const schema = publishedSchema()

const kinds: readonly (readonly KeyRule[])[] = [
  ...[...schema.checkIns.values()].map((rule) => checkInKeys(schema, rule)),
  ...[...schema.commands.values()].flatMap((rule) => [
    commandKeys(rule),
    ...statuses.map((status) => reportKeys(schema, status, rule)),
  ]),
]

const fullness = fc.constantFrom('minimal', 'maximal', 'any')

describe.each(audiences)('%s', (_, audience) => {
  const needed = (rules: readonly KeyRule[]) => {
    return rules.filter(({ platforms, required }) => required && whyNot(platforms, audience) === null)
  }
  // A message that they can't send has no key that they can.
  const sendable = kinds.filter((rules) => needed(rules).length > 0)
  const message = fc.tuple(fc.constantFrom(...sendable), fullness).chain(([rules, much]) => {
    const key = fc.constantFrom(...needed(rules).map((rule) => rule.key))
    return fc.tuple(fc.constant(rules), dictionariesOf(rules, audience, much), key)
  })

  test('what is made from the schema keeps it', () => {
    const kept = fc.property(message, ([rules, { entries }]) => {
      expect(violationsOf({ type: 'dictionary', entries }, rules, audience)).toEqual([])
    })
    fc.assert(kept, { numRuns: 200 })
  })

  test('one key less, or one more, and it is found', () => {
    const found = fc.property(message, ([rules, { entries }, key]) => {
      const less = new Map([...entries].filter(([name]) => name !== key))
      expect(violationsOf({ type: 'dictionary', entries: less }, rules, audience)).toEqual([`${key}: missing`])
      const more = new Map(entries).set('Greeting', { type: 'string', text: 'x' })
      expect(violationsOf({ type: 'dictionary', entries: more }, rules, audience)).toEqual(['Greeting: unknown'])
    })
    fc.assert(found, { numRuns: 200 })
  })
})
