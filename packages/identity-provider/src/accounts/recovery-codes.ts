import { base32, inGroups } from './base32.ts'
import type { Sealing } from './sealing.ts'

/** Recovery codes of one sheet. */
export const sheetLength = 10
const codeBytes = 10
const lookAlikes: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '8': 'B' }

/** A new sheet: ten codes of 80 bits, each 16 letters and digits in groups of four. */
export function newSheet(random: (bytes: number) => Uint8Array): readonly string[] {
  return Array.from({ length: sheetLength }, () => inGroups(base32(random(codeBytes))))
}

/**
 * What a typed code means: letters of either case, spaces and dashes anywhere, and the digits 0, 1 and 8, which no
 * code has, read as the letters they look like. null: no code at all.
 */
export function readRecoveryCode(typed: string): string | null {
  const code = typed
    .slice(0, 100)
    .toUpperCase()
    .replace(/[\s\-–]/g, '')
    .replace(/[018]/g, (digit) => lookAlikes[digit] ?? digit)
  return /^[A-Z2-7]{16}$/.test(code) ? inGroups(code) : null
}

/** What is kept in a code's place, by a keyed fingerprint: bound to its account. */
export function fingerprintOf(sealing: Sealing, subject: string, code: string): Uint8Array {
  return sealing.fingerprint(Buffer.from(`recovery-code|${subject}|${code}`))
}
