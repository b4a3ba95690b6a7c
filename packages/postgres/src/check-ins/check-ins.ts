import type { CheckIns } from '@latchkey/domain'
import type { Engine } from '../engine/engine.ts'
import { handOver } from './hand-over.ts'
import { poll } from './poll.ts'
import { seen } from './seen.ts'

/** The devices' hot path: prepared single statements, each its own transaction. */
export function checkIns(engine: Engine): CheckIns {
  return {
    poll: (certificateHash) => poll(engine, certificateHash),
    handOver: (enrolmentId, options) => handOver(engine, enrolmentId, options),
    seen: (enrolmentIds) => seen(engine, enrolmentIds),
  }
}
