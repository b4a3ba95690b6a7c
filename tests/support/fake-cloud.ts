import type { CalledChannel, DeliveredCommand } from '../../apps/server/src/parts.ts'

/** A management cloud that says of each command what a test wants. */
export type FakeCloud = CalledChannel & {
  /** Every call there was, first to last. */
  readonly delivered: readonly DeliveredCommand[]
  /** How often the cloud was asked about a command. */
  readonly timesAsked: number
  /** The next call takes the command and breaks before it is answered. */
  breakNextCall(): void
  /** The devices have carried out what they were given so far. */
  carryOut(): void
}

export function createFakeCloud(): FakeCloud {
  const delivered: DeliveredCommand[] = []
  const done = new Set<string>()
  let breaks = 0
  let timesAsked = 0
  return {
    delivered,
    get timesAsked() {
      return timesAsked
    },
    breakNextCall() {
      breaks += 1
    },
    carryOut() {
      for (const { id } of delivered) done.add(id)
    },
    async deliver(command) {
      delivered.push(command)
      if (breaks > 0) {
        breaks -= 1
        throw new Error('the connection broke')
      }
      return { operation: `operations/${delivered.length}` }
    },
    async reconcile({ id }) {
      timesAsked += 1
      return done.has(id) ? { type: 'done', outcome: { result: 'temporary-passcode' } } : null
    },
  }
}
