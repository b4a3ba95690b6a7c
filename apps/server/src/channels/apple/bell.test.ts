import type { Database, PushAddress } from '@latchkey/domain'
import { expect, test } from 'vitest'
import { createBell } from './bell.ts'
import type { ApplePush, Rung } from './push.ts'
import { PushError } from './push-error.ts'
import { handTimer, rememberingLog } from './test-parts.ts'

const at = new Date('2026-06-01T12:00:00Z')
const address: PushAddress = { token: Uint8Array.of(1), magic: 'secret-magic', topic: 't' }

function makeBell(options: { waiting?: boolean; address?: PushAddress | null; rung?: () => Rung } = {}) {
  const rings: PushAddress[] = []
  const dead: unknown[] = []
  const stores = {
    now: async () => at,
    commands: { anythingFor: async () => options.waiting ?? true },
    enrolments: {
      pushAddress: async () => (options.address === undefined ? address : options.address),
      markPushDead: async (...marked: unknown[]) => void dead.push(marked),
    },
  }
  const transaction = async (work: (given: typeof stores) => Promise<unknown>) => work(stores)
  const push: ApplePush = {
    async ring(to) {
      rings.push(to)
      return options.rung?.() ?? { result: 'taken' }
    },
    close: async () => undefined,
  }
  const hand = handTimer()
  const log = rememberingLog()
  const bell = createBell({ database: { transaction } as unknown as Database, push, log, timer: hand.timer })
  return { bell, rings, dead, log, ...hand }
}

test('rings a device that has something waiting', async () => {
  const { bell, rings, dead } = makeBell()
  await bell.ring('e')
  expect(rings).toEqual([address])
  expect(dead).toEqual([])
})

test('stays still when nothing waits, and when there is nowhere to ring', async () => {
  for (const options of [{ waiting: false }, { address: null }]) {
    const { bell, rings } = makeBell(options)
    await bell.ring('e')
    expect(rings).toEqual([])
  }
})

test('a dead address is marked with the service’s time, or with ours from before the push', async () => {
  const since = new Date('2026-05-01T00:00:00Z')
  const told = makeBell({ rung: () => ({ result: 'dead', since }) })
  await told.bell.ring('e')
  expect(told.dead).toEqual([['e', since]])
  const untold = makeBell({ rung: () => ({ result: 'dead', since: null }) })
  await untold.bell.ring('e')
  expect(untold.dead).toEqual([['e', at]])
})

test('a push that was not taken is thrown, so that the job tries again, and told by its reason alone', async () => {
  const { bell, log } = makeBell({
    rung: () => {
      throw new PushError('TooManyRequests')
    },
  })
  await expect(bell.ring('e')).rejects.toBeInstanceOf(PushError)
  expect(log.lines).toEqual(['warn push not taken {"enrolment":"e","reason":"TooManyRequests"}'])
})

test('after NotNow: silence at first, so that its own return to the queue does not ring; then after 30 s, 2 min, 8 min', async () => {
  const { bell, rings, pass, pending } = makeBell()
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  for (const [times, pause] of [30_000, 120_000, 480_000, 480_000].entries()) {
    bell.putOff('e')
    await bell.ring('e')
    pass(pause - 1)
    await settled()
    expect(rings).toHaveLength(times)
    pass(1)
    await settled()
    expect(rings).toHaveLength(times + 1)
  }
  pass(3_600_000)
  expect(pending()).toBe(0)
})

test('another wake, past the silence, rings at once; other devices are not kept waiting', async () => {
  const { bell, rings, pass } = makeBell()
  bell.putOff('e')
  await bell.ring('another')
  expect(rings).toHaveLength(1)
  pass(2_000)
  await bell.ring('e')
  expect(rings).toHaveLength(2)
})

test('closed, nothing is left to happen', () => {
  const { bell, pending } = makeBell()
  bell.putOff('e')
  expect(pending()).toBeGreaterThan(0)
  bell.close()
  expect(pending()).toBe(0)
})
