import { PlistError } from './error.ts'

const least = -(2n ** 63n)
const most = 2n ** 64n - 1n

/** The text of an `<integer>`: decimal or 0x hexadecimal, within 64 bits; bigint where a number would lose digits. */
export function readInteger(text: string): number | bigint {
  const match = /^\s*([+-]?)(\d{1,20}|0[xX][0-9a-fA-F]{1,16})\s*$/.exec(text)
  if (match === null) throw new PlistError('value')
  const size = BigInt(match[2] ?? '')
  const value = match[1] === '-' ? -size : size
  if (value < least || value > most) throw new PlistError('value')
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

const notFinite: Readonly<Record<string, number | undefined>> = {
  nan: NaN,
  inf: Infinity,
  infinity: Infinity,
  '+infinity': Infinity,
  '-infinity': -Infinity,
}

/** The text of a `<real>`; Core Foundation's words for what is not finite are understood. */
export function readReal(text: string): number {
  const word = text.trim()
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?$/.test(word)) return Number(word)
  const value = Object.hasOwn(notFinite, word.toLowerCase()) ? notFinite[word.toLowerCase()] : undefined
  if (value === undefined) throw new PlistError('value')
  return value
}

/** The text of a `<date>`: UTC, whole seconds. */
export function readDate(text: string): Date {
  const word = text.trim()
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(word)) throw new PlistError('value')
  const date = new Date(word)
  if (Number.isNaN(date.getTime()) || writeDate(date) !== word) throw new PlistError('value')
  return date
}

/** A date as `readDate` reads it; fractions of a second are dropped. */
export function writeDate(date: Date): string {
  const time = date.getTime()
  if (Number.isNaN(time)) throw new PlistError('unencodable')
  const text = date.toISOString()
  if (text.length !== 24) throw new PlistError('unencodable')
  return `${text.slice(0, 19)}Z`
}

/** Text of a `<integer>` or `<real>` element, with its tag. */
export function writeNumber(value: number | bigint): string {
  if (typeof value === 'bigint') {
    if (value < least || value > most) throw new PlistError('unencodable')
    return `<integer>${value}</integer>`
  }
  if (!Number.isFinite(value)) throw new PlistError('unencodable')
  if (Object.is(value, -0)) return '<real>-0</real>'
  return Number.isSafeInteger(value) ? `<integer>${value}</integer>` : `<real>${value}</real>`
}
