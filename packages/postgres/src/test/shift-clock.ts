import type { OpenDatabase } from '../open-database.ts'

/** Sets the only clock of rules `milliseconds` ahead of (negative: behind) the real time; 0 puts it right. */
export async function shiftClock({ engine }: Pick<OpenDatabase, 'engine'>, milliseconds: number): Promise<void> {
  const offset = Math.trunc(milliseconds)
  await engine.script(`
    create or replace function latchkey_clock() returns timestamptz language sql volatile
    as $$ select date_trunc('milliseconds', clock_timestamp() + interval '${offset} milliseconds') $$`)
}
