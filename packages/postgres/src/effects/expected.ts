import { StaleError } from '@latchkey/domain'

/** Throws `StaleError` unless a conditional write found its row. */
export function expectRow(rows: bigint | number, what: string): void {
  if (Number(rows) === 0) throw new StaleError(`${what} is not as it was read`)
}
