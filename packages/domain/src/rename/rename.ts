import { readPrintable } from '../printable.ts'

/** Longest name, in characters (code points). */
export const longestName = 40

/** The name as it will be kept (trimmed, single spaces), or null when it can't be one. */
export function readName(typed: string): string | null {
  return readPrintable(typed, longestName)
}
