import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from './secret.ts'

test('a secret prints as nothing, however it is printed', () => {
  const secret = new Secret('4711')
  const printed = [
    String(secret),
    JSON.stringify({ secret }),
    inspect({ secret }, { depth: 9, showHidden: true }),
    `${secret}`,
  ]
  expect(printed.join()).not.toContain('4711')
  expect(secret.reveal()).toBe('4711')
})
