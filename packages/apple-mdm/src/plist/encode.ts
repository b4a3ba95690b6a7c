import { encodeBase64 } from './base64.ts'
import { PlistError } from './error.ts'
import { writeDate, writeNumber } from './scalar.ts'
import { isArray, isDict, type PlistValue } from './value.ts'

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n' +
  '<plist version="1.0">'
const deepest = 32

/** A value as an XML property list; throws `PlistError` for what XML or a property list can't hold. */
export function encodePlist(value: PlistValue): string {
  return `${head}${element(value, 1)}</plist>\n`
}

function element(value: PlistValue, depth: number): string {
  if (depth > deepest) throw new PlistError('too-deep')
  if (typeof value === 'string') return `<string>${escape(value)}</string>`
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>'
  if (typeof value === 'number' || typeof value === 'bigint') return writeNumber(value)
  if (value instanceof Uint8Array) return `<data>${encodeBase64(value)}</data>`
  if (value instanceof Date) return `<date>${writeDate(value)}</date>`
  if (isArray(value)) return `<array>${value.map((item) => element(item, depth + 1)).join('')}</array>`
  if (!isDict(value)) throw new PlistError('unencodable')
  let pairs = ''
  for (const [key, item] of Object.entries(value)) pairs += `<key>${escape(key)}</key>${element(item, depth + 1)}`
  return `<dict>${pairs}</dict>`
}

/** What XML 1.0 section 2.2 does not allow in a document, lone surrogates among them. */
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u

function escape(text: string): string {
  if (forbidden.test(text)) throw new PlistError('unencodable')
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, escaped) : text
}

function escaped(character: string): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    default:
      return '&#13;'
  }
}
