/*
 * How values come out of the database, the same on both engines: bytea as Uint8Array (never Buffer), bigint as string
 * (never a rounded number), timestamptz as Date. Everything else is as both clients agree anyway.
 */

/** By type number (pg_type.oid). */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  17: bytes,
  20: (text) => text,
  1184: time,
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'))
}

function time(text: string): Date {
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
}
