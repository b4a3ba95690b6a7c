import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { newSheet, readRecoveryCode } from './recovery-codes.ts'

test('ten different codes of sixteen letters and digits', () => {
  const sheet = newSheet(randomBytes)
  expect(new Set(sheet).size).toBe(10)
  for (const code of sheet) expect(code).toMatch(/^[A-Z2-7]{4}( [A-Z2-7]{4}){3}$/)
})

test.each(['abcd 2345 efgh oi67', 'ABCD2345EFGH-OI67', '  abcd–2345 efgh 0167'])('%j is read', (typed) => {
  expect(readRecoveryCode(typed)).toBe('ABCD 2345 EFGH OI67')
})

test.each(['', 'ABCD 2345 EFGH OI6', 'ABCD 2345 EFGH OI677', 'ABCD 2345 EFGH OI69', 'é'.repeat(16)])(
  '%j is none',
  (typed) => {
    expect(readRecoveryCode(typed)).toBeNull()
  },
)
