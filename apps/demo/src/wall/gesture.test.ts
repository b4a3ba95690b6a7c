import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readGesture } from './gesture.ts'

test.each([
  { does: 'type', passcode: '271828' },
  { does: 'choose', passcode: '0000' },
  { does: 'power', on: true },
  { does: 'network', on: false },
  { does: 'lock' },
  { does: 'restart' },
  { does: 'peek' },
])('reads %j', (gesture) => expect(readGesture(gesture)).toEqual(gesture))

test.each([
  null,
  'lock',
  {},
  { does: 'erase' },
  { does: 'type' },
  { does: 'type', passcode: '12345678901234' },
  { does: 'choose', passcode: '' },
  { does: 'choose', passcode: 'abcdef' },
  { does: 'power', on: 'yes' },
])('%j is none', (body) => expect(readGesture(body)).toBeNull())

test('takes over nothing that it does not know', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      const gesture = readGesture(body)
      if (gesture !== null)
        expect(Object.keys(gesture).every((key) => ['does', 'passcode', 'on'].includes(key))).toBe(true)
    }),
  )
})
