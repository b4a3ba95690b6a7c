import type { Snapshot } from '@latchkey/apple-device-simulator'
import { expect, test } from 'vitest'
import { makeTestFleet } from './test-fleet.ts'
import { viewOf } from './view.ts'

const { one } = await makeTestFleet()
const at = '2026-03-02T12:00:00.000Z'
const later = '2026-03-02T12:00:01.000Z'
const base: Snapshot = {
  ...one.device.see(),
  enrolled: true,
  contact: { activity: 'resting', lastAt: at, command: null },
}
const command = {
  uuid: 'u',
  requestType: 'ClearPasscode',
  fetchedAt: at,
  status: null,
  answeredAt: null,
  errorCode: null,
}
const answered = { ...command, answeredAt: later }

function see(seen: Partial<Snapshot>, contact: Partial<Snapshot['contact']> = {}) {
  const snapshot = { ...base, ...seen, contact: { ...base.contact, ...contact } }
  return viewOf({ ...one, device: { ...one.device, see: () => snapshot } }, false)
}

test.each([
  ['off', { on: false, reachable: false }, {}, { says: 'off', at: null }],
  ['without network', { network: false, reachable: false }, {}, { says: 'no-network', at: null }],
  ['restarted', { unlockedSinceStart: false, reachable: false }, {}, { says: 'before-unlock', at: null }],
  ['not enrolled', { enrolled: false }, {}, { says: 'not-enrolled', at: null }],
  ['resting', {}, {}, { says: 'waiting', at }],
  ['never asked', {}, { lastAt: null }, { says: 'never', at: null }],
  ['asking', {}, { activity: 'connecting' }, { says: 'connecting', at: null }],
  ['working', {}, { activity: 'working', command }, { says: 'fetched', at }],
  ['silent', {}, { command }, { says: 'fetched', at }],
  ['done, unheard', { passcodeSet: false, locked: false }, { command }, { says: 'unsent', at: null }],
  [
    'done',
    { passcodeSet: false },
    { command: { ...answered, status: 'Acknowledged' } },
    { says: 'removed', at: later },
  ],
  ['a new passcode since', {}, { command: { ...answered, status: 'Acknowledged' } }, { says: 'waiting', at }],
  ['wrong key', {}, { command: { ...answered, status: 'Error', errorCode: 5013 } }, { says: 'key-refused', at: later }],
  ['refused', {}, { command: { ...answered, status: 'Error', errorCode: 12078 } }, { says: 'refused', at: later }],
  ['put off', {}, { command: { ...answered, status: 'NotNow' } }, { says: 'not-now', at: later }],
] as const)('the wire of a device that is %s', (_, seen, contact, wire) => {
  expect(see(seen, contact).wire).toEqual(wire)
})

test('it is resetting while it carries the command out, and open afterwards', () => {
  expect(see({}, { activity: 'working', command })).toMatchObject({ screen: 'locked', resetting: true })
  expect(see({ locked: false, passcodeSet: false }, { activity: 'working', command })).toMatchObject({
    screen: 'open',
    resetting: false,
  })
})
