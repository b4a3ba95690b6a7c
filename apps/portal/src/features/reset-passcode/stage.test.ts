import { expect, test } from 'vitest'
import { ended, inSeconds, queued, requestId } from '../../testing/data.ts'
import { stageOf } from './stage.ts'

const nothing = { lastReset: null, temporaryPasscode: null }
const removed = ended('done', { result: 'removed' })
const passcode = { until: inSeconds(80_000), showable: true, requestId }

test.each([
  ['nothing happened', nothing, false, null, 'idle'],
  ['the sign-in came too late', nothing, true, null, 'too-late'],
  ['an open request counts more than lateness', { ...nothing, lastReset: queued }, true, null, 'waiting'],
  ['an outcome', { ...nothing, lastReset: removed }, false, null, 'removed'],
  ['an outcome that was put away', { ...nothing, lastReset: removed }, false, removed.id, 'idle'],
  ['an outcome while another was put away', { ...nothing, lastReset: removed }, false, 'another', 'removed'],
  [
    'a passcode in force counts more than the outcome',
    { lastReset: removed, temporaryPasscode: passcode },
    false,
    removed.id,
    'temporary',
  ],
  ['a passcode of an older request', { lastReset: null, temporaryPasscode: passcode }, false, null, 'temporary'],
] as const)('%s', (_what, device, tooLate, read, name) => {
  expect(stageOf(device, tooLate, read).name).toBe(name)
})
