import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, noon, request } from '../test-literals.ts'
import { advance, openStates, unsentStates } from './life.ts'
import type { RequestEvent } from './life.ts'
import type { Request, RequestState } from './request.ts'

const handedOver: Request = { ...request, state: 'handed-over', handedOverAt: noon }
const removed: RequestEvent = { type: 'reported', outcome: { result: 'removed' } }
const cancel: RequestEvent = { type: 'cancelled', by: 'holder' }

test('queued, handed over, done', () => {
  const sent = advance(request, { type: 'handed-over' }, at(1000))
  expect(sent).toMatchObject({ state: 'handed-over', handedOverAt: at(1000) })
  expect(advance(sent ?? request, removed, at(2000))).toMatchObject({
    state: 'done',
    outcome: { result: 'removed' },
    settledAt: at(2000),
    late: false,
  })
})

test('handed over again, it keeps the time of the first hand-over: silence is counted from there', () => {
  expect(advance(handedOver, { type: 'handed-over' }, at(5000))?.handedOverAt).toEqual(noon)
})

test('called channels: accepted only after hand-over, then settled by the cloud', () => {
  expect(advance(request, { type: 'accepted' }, noon)).toBeNull()
  const accepted = advance(handedOver, { type: 'accepted' }, noon)
  expect(accepted?.state).toBe('accepted')
  const done = accepted && advance(accepted, { type: 'reported', outcome: { result: 'temporary-passcode' } }, noon)
  expect(done?.state).toBe('done')
})

test('NotNow puts it back, and it can be cancelled again', () => {
  const back = advance(handedOver, { type: 'put-off' }, noon)
  expect(back).toMatchObject({ state: 'queued', handedOverAt: null })
  expect(back && advance(back, cancel, noon)?.state).toBe('cancelled')
})

describe('cancelling', () => {
  test.each(unsentStates)('%s: yes', (state) => {
    expect(advance({ ...request, state }, cancel, noon)).toMatchObject({
      state: 'cancelled',
      outcome: { result: 'cancelled', by: 'holder' },
    })
  })

  test.each<RequestState>(['handed-over', 'accepted', 'done', 'failed', 'expired', 'unknown', 'cancelled'])(
    '%s: too late',
    (state) => {
      expect(advance({ ...request, state }, cancel, noon)).toBeNull()
    },
  )
})

describe('time', () => {
  const passes = (before: Request, after: Date) => advance(before, { type: 'time-passed' }, after)

  test('unsent for its whole life it expires, not a millisecond sooner', () => {
    expect(passes(request, at(3_600_000))).toBeNull()
    expect(passes(request, at(3_600_001))).toMatchObject({ state: 'expired', outcome: { result: 'expired' } })
  })

  test('handed over and silent for ten minutes it is unknown', () => {
    expect(passes(handedOver, at(600_000))).toBeNull()
    expect(passes(handedOver, at(600_001))).toMatchObject({ state: 'unknown', outcome: { result: 'unknown' } })
  })

  test('held, it is queued when the hold is over, and never sooner', () => {
    const held: Request = { ...request, state: 'held', heldUntil: at(600_000) }
    expect(passes(held, at(599_999))).toBeNull()
    expect(passes(held, at(600_000))?.state).toBe('queued')
  })
})

test('a late report still tells what happened, marked late', () => {
  const unknown: Request = { ...handedOver, state: 'unknown', outcome: { result: 'unknown' }, settledAt: at(600_001) }
  expect(advance(unknown, removed, at(900_000))).toMatchObject({
    state: 'done',
    outcome: { result: 'removed' },
    late: true,
  })
})

test('whatever happens in whatever order: it is settled once (or once more, late, from unknown), and never reopens', () => {
  const event = fc.oneof(
    fc.constantFrom<RequestEvent>(
      { type: 'handed-over' },
      { type: 'accepted' },
      { type: 'put-off' },
      removed,
      { type: 'reported', outcome: { result: 'failed', code: 'device-refused', device: [] } },
      cancel,
      { type: 'time-passed' },
    ),
  )
  const story = fc.array(fc.tuple(event, fc.nat(1_200_000)), { maxLength: 12 })
  fc.assert(
    fc.property(story, (events) => {
      let now = noon
      let present: Request = request
      let handed = false
      for (const [what, later] of events) {
        now = new Date(now.getTime() + later)
        const next = advance(present, what, now)
        if (next === null) continue
        if (!openStates.includes(present.state)) {
          expect(present.state).toBe('unknown')
          expect(next.late).toBe(true)
        }
        handed ||= next.state === 'handed-over'
        if (next.state === 'done' || next.state === 'failed') expect(handed).toBe(true)
        present = next
      }
    }),
  )
})
