import { isArray, isDict, type PlistArray, type PlistDict, type PlistValue } from '../plist/value.ts'
import { MessageError } from './error.ts'

/** Longest string taken from a device, in UTF-16 units: names, versions, identifiers. */
const longest = 1024

/** A string that must be there. */
export function needString(dict: PlistDict, key: string): string {
  return optionalString(dict, key) ?? missing(key)
}

/** A string, or null when it is absent or empty. */
export function optionalString(dict: PlistDict, key: string): string | null {
  const value = own(dict, key)
  if (value === undefined || value === '') return null
  if (typeof value !== 'string' || value.length > longest) throw new MessageError('key-wrong', key)
  return value
}

/** Data that must be there, of 1 to `most` bytes. */
export function needData(dict: PlistDict, key: string, most: number): Uint8Array {
  return optionalData(dict, key, most) ?? missing(key)
}

/** Data of at most `most` bytes, or null when it is absent or empty. */
export function optionalData(dict: PlistDict, key: string, most: number): Uint8Array | null {
  const value = own(dict, key)
  if (value === undefined) return null
  if (!(value instanceof Uint8Array) || value.length > most) throw new MessageError('key-wrong', key)
  return value.length === 0 ? null : value
}

/** A dict, or null when it is absent or something else. */
export function dictOf(dict: PlistDict, key: string): PlistDict | null {
  const value = own(dict, key)
  return isDict(value) ? value : null
}

/** An array; empty when it is absent or something else. */
export function arrayOf(dict: PlistDict, key: string): PlistArray {
  const value = own(dict, key)
  return isArray(value) ? value : []
}

function own(dict: PlistDict, key: string): PlistValue | undefined {
  return Object.hasOwn(dict, key) ? dict[key] : undefined
}

function missing(key: string): never {
  throw new MessageError('key-missing', key)
}
