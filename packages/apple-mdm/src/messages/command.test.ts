import { expect, test } from 'vitest'
import { decodePlist, encodeCommand } from '../index.ts'

test('ClearPasscode carries the unlock token and nothing else', () => {
  const text = encodeCommand('c-1', { type: 'ClearPasscode', unlockToken: Uint8Array.of(0xde, 0xad, 0xbe, 0xef) })
  expect(text).toContain(
    '<dict><key>CommandUUID</key><string>c-1</string><key>Command</key>' +
      '<dict><key>RequestType</key><string>ClearPasscode</string>' +
      '<key>UnlockToken</key><data>3q2+7w==</data></dict></dict>',
  )
})

test('DeviceInformation asks by name', () => {
  const value = decodePlist(encodeCommand('c-2', { type: 'DeviceInformation', queries: ['DeviceName', 'OSVersion'] }))
  expect(JSON.parse(JSON.stringify(value))).toEqual({
    CommandUUID: 'c-2',
    Command: { RequestType: 'DeviceInformation', Queries: ['DeviceName', 'OSVersion'] },
  })
})
