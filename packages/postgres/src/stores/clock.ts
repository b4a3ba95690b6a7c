import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** The time now, as an expression that is worked out once a statement. */
export const now = sql<Date>`(select latchkey_clock())`

/** The time `seconds` from now (negative: ago). */
export function fromNow(seconds: number): RawBuilder<Date> {
  return sql<Date>`((select latchkey_clock()) + make_interval(secs => ${seconds}::double precision))`
}
