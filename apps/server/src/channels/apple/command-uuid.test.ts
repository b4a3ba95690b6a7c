import { expect, test } from 'vitest'
import { readCommandUuid, writeCommandUuid } from './command-uuid.ts'

const id = '3f0c5a52-7a3e-4b53-9d0e-0c4c7f1f2a11'

test('what is written is read', () => {
  expect(writeCommandUuid(id, 'ClearPasscode')).toBe(`${id}_ClearPasscode`)
  expect(readCommandUuid(`${id}_ClearPasscode`)).toEqual({ commandId: id, kind: 'clear-passcode' })
  expect(readCommandUuid(`${id.toUpperCase()}_DeviceInformation`)).toEqual({
    commandId: id,
    kind: 'device-information',
  })
})

test.each([
  id,
  `${id}_EraseDevice`,
  `${id}_ClearPasscode_`,
  ` ${id}_ClearPasscode`,
  `${id}_constructor`,
  "x'; drop table command; --_ClearPasscode",
  '0001_ClearPasscode',
  '',
])('not ours: %j', (text) => {
  expect(readCommandUuid(text)).toBeNull()
})
