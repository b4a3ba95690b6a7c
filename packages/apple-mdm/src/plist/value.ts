/**
 * A property list's value. Integers beyond 2^53 are bigint; data is Uint8Array; dates have whole seconds; a dict that
 * was decoded has no prototype, so that a key named `__proto__` is a key like any other.
 */
export type PlistValue = string | number | bigint | boolean | Date | Uint8Array | PlistArray | PlistDict
export type PlistArray = readonly PlistValue[]
export type PlistDict = { readonly [key: string]: PlistValue }

/** True for a dict: neither array, data nor date. */
export function isDict(value: PlistValue | undefined): value is PlistDict {
  return (
    typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array) && !(value instanceof Date)
  )
}

/** True for an array. */
export function isArray(value: PlistValue | undefined): value is PlistArray {
  return Array.isArray(value)
}
