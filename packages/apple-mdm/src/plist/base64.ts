import { PlistError } from './error.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const space = 64
const values = valuesByCharCode()

function valuesByCharCode(): Int8Array {
  const table = new Int8Array(128).fill(-1)
  for (let index = 0; index < 64; index++) table[alphabet.charCodeAt(index)] = index
  for (const blank of ' \t\r\n') table[blank.charCodeAt(0)] = space
  return table
}

/** Padded base64 of RFC 4648 section 4, with white space anywhere, as Apple wraps it; throws `PlistError` 'value'. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let written = 0
  let padding = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 61) {
      padding += 1
      continue
    }
    const value = code < 128 ? (values[code] ?? -1) : -1
    if (value === space) continue
    if (value < 0 || padding > 0) throw new PlistError('value')
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[written++] = (held >> bits) & 0xff
    }
  }
  const rest = held & ((1 << bits) - 1)
  const padded = { 0: 0, 4: 2, 2: 1 }[bits]
  if (padded !== padding || rest !== 0) throw new PlistError('value')
  return bytes.slice(0, written)
}

/** Base64 without line breaks. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    text += letter(group >> 18) + letter(group >> 12)
    text += left > 1 ? letter(group >> 6) : '='
    text += left > 2 ? letter(group) : '='
  }
  return text
}

function letter(bits: number): string {
  return alphabet.charAt(bits & 63)
}
