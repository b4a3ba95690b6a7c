import { expect, test } from 'vitest'
import { step, type Report } from './index.ts'

const report = (status: Report['status'], commandUuid: string | null): Report => ({
  type: 'report',
  from: { id: 'u', kind: 'device', user: null },
  status,
  commandUuid,
  errors: [{ domain: 'MCPasscodeErrorDomain', code: 5013 }],
  answers: null,
})

test.each([
  ['idle', 'next-or-put-off', []],
  ['acknowledged', 'next', ['done']],
  ['error', 'next', ['refused']],
  ['format-error', 'next', ['not-understood']],
  ['not-now', 'nothing', ['put-off']],
  ['other', 'next', []],
] as const)('after %s: %s', (status, reply, said) => {
  const result = step(report(status, 'c-1'))
  expect(result.reply).toBe(reply)
  expect(result.facts.map((fact) => fact.said)).toEqual(said)
})

test('a fact names its command and keeps the errors', () => {
  expect(step(report('error', 'c-1')).facts).toEqual([
    {
      commandUuid: 'c-1',
      said: 'refused',
      errors: [{ domain: 'MCPasscodeErrorDomain', code: 5013 }],
      answers: null,
    },
  ])
})

test('a result without a command is no fact', () => {
  expect(step(report('acknowledged', null)).facts).toEqual([])
})

test('what a device refuses with NotNow is not offered again in the same visit', () => {
  const visit = (['idle', 'acknowledged', 'not-now'] as const).map((status) => step(report(status, 'c')).reply)
  expect(visit).toEqual(['next-or-put-off', 'next', 'nothing'])
})
