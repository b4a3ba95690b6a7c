import { describe, expect, test } from 'vitest'
import { at, confirmation, iphone, noon, request, session } from '../test-literals.ts'
import { decideReset } from './decide.ts'
import type { ResetState } from './decide.ts'

const state: ResetState = {
  personId: 'camille',
  device: iphone,
  policy: { verdict: 'allowed', holdMinutes: 0 },
  open: null,
  confirmation,
  sessionHash: session,
}
const asked = { deviceInHand: true, ids: { request: 'r', command: 'c', reference: 'REFERENC' } }
const decide = (changes: Partial<ResetState>, now = noon, ask = asked) =>
  decideReset({ ...state, ...changes }, ask, now)
const refused = (code: string) => ({ refused: true, code })

test('a confirmed intent becomes one request: its command, audit row, notice and wake go with it', () => {
  const decision = decide({})
  expect(decision).toMatchObject({
    opened: { id: 'r', state: 'queued', unsentUntil: at(3_600_000), enrolmentId: 'enrolment-1' },
  })
  const types = 'effects' in decision ? decision.effects.map(({ type }) => type) : []
  expect(types).toEqual([
    'confirmation-consumed',
    'request-opened',
    'command-queued',
    'audited',
    'notice',
    'announced',
    'wake',
  ])
})

test('an iPhone is asked to clear its passcode, others to take a new one', () => {
  const kind = (channel: 'apple' | 'android') => {
    const decision = decide({
      device: { ...iphone, channel, platform: channel === 'apple' ? 'ios' : 'android', osVersion: '6' },
    })
    return 'effects' in decision ? decision.effects.find(({ type }) => type === 'command-queued') : null
  }
  expect(kind('apple')).toMatchObject({ command: { kind: 'clear-passcode' } })
})

test('a second press joins what runs; another person is told that something does', () => {
  expect(decide({ open: request, confirmation: null })).toEqual({ joined: request })
  expect(decide({ open: { ...request, personId: 'support' } })).toMatchObject(refused('already-running'))
})

test('someone else’s device is not there', () => {
  expect(decide({ personId: 'sam' })).toMatchObject(refused('not-found'))
})

describe('the confirmation', () => {
  const withConfirmation = (changes: Partial<typeof confirmation>) =>
    decide({ confirmation: { ...confirmation, ...changes } })

  test('must be there', () => expect(decide({ confirmation: null })).toMatchObject(refused('confirmation-missing')))
  test('must be this session’s', () => {
    expect(withConfirmation({ sessionHash: Uint8Array.of(9) })).toMatchObject(refused('confirmation-missing'))
    expect(withConfirmation({ sessionHash: null })).toMatchObject(refused('confirmation-missing'))
  })
  test.each(['asked', 'consumed', 'failed', 'expired', 'cancelled'] as const)('does not count when %s', (unusable) => {
    expect(withConfirmation({ state: unusable })).toMatchObject(refused('confirmation-missing'))
  })
  test('must be for this device, act and person', () => {
    expect(withConfirmation({ deviceId: 'device-2' })).toMatchObject(refused('confirmation-for-something-else'))
    expect(withConfirmation({ act: 'factory-reset' })).toMatchObject(refused('confirmation-for-something-else'))
    expect(withConfirmation({ personId: 'sam' })).toMatchObject(refused('confirmation-for-something-else'))
  })
  test('lasts five minutes after the sign-in, to the millisecond', () => {
    const verifiedAt = noon
    expect(decide({ confirmation: { ...confirmation, verifiedAt } }, at(300_000))).toHaveProperty('opened')
    expect(decide({ confirmation: { ...confirmation, verifiedAt } }, at(300_001))).toMatchObject(
      refused('confirmation-expired'),
    )
  })
})

test('not without the tick', () => {
  expect(decide({}, noon, { ...asked, deviceInHand: false })).toMatchObject(refused('device-not-in-hand'))
})

test('not where the rule says no, with its reason', () => {
  expect(decide({ device: { ...iphone, lostMode: true } })).toMatchObject({
    code: 'not-ready',
    detail: { obstacle: 'lost-mode' },
  })
})

test('a hold keeps it back', () => {
  expect(decide({ policy: { verdict: 'allowed', holdMinutes: 10 } })).toMatchObject({
    opened: { state: 'held', heldUntil: at(600_000) },
  })
})
