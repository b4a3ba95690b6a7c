import { expect, test } from 'vitest'
import { examine, printFindings } from './check.ts'
import { inWords, judgeAuthority, judgeDrift, judgeJobs, judgeNotices, judgeStrength, judgeUnsent } from './judge.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const day = 24 * 3600

test.each([
  [0, 'ok'],
  [2, 'ok'],
  [-3, 'warn'],
  [30, 'warn'],
  [31, 'fail'],
  [-3600, 'fail'],
])('clocks %i s apart: %s', (seconds, verdict) => expect(judgeDrift(now, ago(seconds)).verdict).toBe(verdict))

test('strength and notices', () => {
  expect(judgeStrength({ kind: 'unset' }).verdict).toBe('fail')
  expect(judgeStrength({ kind: 'one-factor' })).toMatchObject({
    verdict: 'warn',
    says: expect.stringContaining('one factor'),
  })
  expect(judgeStrength({ kind: 'acr', accepted: ['two'] }).verdict).toBe('ok')
  expect(judgeStrength({ kind: 'amr', required: ['mfa'] }).verdict).toBe('ok')
  expect([judgeNotices(true).verdict, judgeNotices(false).verdict]).toEqual(['ok', 'fail'])
})

test.each([
  [0, null, true, 'ok', '0 waiting.'],
  [2, 60, true, 'ok', '2 waiting, the oldest due for 1 min.'],
  [2, 301, true, 'warn', '2 waiting, the oldest due for 5 min.'],
  [2, 301, false, 'fail', '2 waiting, the oldest due for 5 min.'],
])('%i jobs, the oldest %j s old, worked on: %j', (waiting, seconds, working, verdict, says) => {
  const queues = [
    { queue: 'notice', waiting, oldest: seconds === null ? null : ago(seconds) },
    { queue: 'wake', waiting: 0, oldest: null },
  ]
  expect(judgeJobs(queues, now, working)).toMatchObject({ verdict, says })
})

test('what is unsent is told', () => {
  expect(judgeUnsent({ count: 0, oldest: null }, now).says).toBe('0 unsent.')
  expect(judgeUnsent({ count: 3, oldest: ago(3 * 3600) }, now).says).toBe('3 unsent, the oldest asked 3 h ago.')
})

test.each([
  [-400 * day, 'ok'],
  [-300 * day, 'warn'],
  [1, 'fail'],
])('an authority that ends %i s ago', (seconds, verdict) =>
  expect(judgeAuthority(ago(seconds), now).verdict).toBe(verdict),
)

test.each([
  [0, 'less than a minute'],
  [119 * 60, '119 min'],
  [2 * 3600, '2 h'],
  [3 * day, '3 days'],
])('%i s in words', (seconds, words) => expect(inWords(seconds * 1000)).toBe(words))

test('a look that throws has found something, and the others go on', async () => {
  const findings = await examine([
    { name: 'database', look: () => Promise.reject(new Error('gone')) },
    { name: 'portal', look: async () => ({ verdict: 'ok', says: 'built.', remedy: null }) },
  ])
  expect(printFindings(findings).split('\n')).toEqual([
    'FAIL  database  this could not be looked at (gone).',
    '                → See the server’s log.',
    'ok    portal    built.',
  ])
})
