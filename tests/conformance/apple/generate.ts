import fc from 'fast-check'
import { whyNot, type Audience } from './availability.ts'
import type { Tree, TreeDictionary } from './plist-tree.ts'
import type { KeyRule } from './rule.ts'

/** How much of what is allowed a made message says: what it must, everything, or anything between. */
export type Fullness = 'minimal' | 'maximal' | 'any'

/** Dictionaries that keep these rules. */
export function dictionariesOf(
  rules: readonly KeyRule[],
  audience: Audience,
  fullness: Fullness,
): fc.Arbitrary<TreeDictionary> {
  const allowed = rules.filter(({ platforms }) => whyNot(platforms, audience) === null)
  const wanted = fullness === 'minimal' ? allowed.filter(({ required }) => required) : allowed
  const values = Object.fromEntries(wanted.map((rule) => [rule.key, valuesOf(rule, audience, fullness)]))
  const always = fullness === 'any' ? wanted.filter(({ required }) => required) : wanted
  return fc
    .record(values, { requiredKeys: always.map(({ key }) => key) })
    .map((record) => ({ type: 'dictionary', entries: new Map(Object.entries(record)) }))
}

function valuesOf(rule: KeyRule, audience: Audience, fullness: Fullness): fc.Arbitrary<Tree> {
  switch (rule.type) {
    case 'dictionary':
      return dictionariesOf(rule.subkeys, audience, fullness)
    case 'array':
      return arraysOf(rule, audience, fullness)
    case 'any':
    case 'string':
      return stringsOf(rule, audience).map((text) => ({ type: 'string', text }))
    case 'integer':
      return integersOf(rule).map((value) => ({ type: 'integer', text: String(value) }))
    case 'real':
      return fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => ({ type: 'real', text: String(value) }))
    case 'boolean':
      return fc.boolean().map((value) => ({ type: 'boolean', text: String(value) }))
    case 'date':
      return fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => {
        return { type: 'date', text: `${date.toISOString().slice(0, 19)}Z` }
      })
    case 'data':
      return bytesOf(rule).map((value) => ({ type: 'data', text: Buffer.from(value).toString('base64') }))
  }
}

/**
 * An unlock token is up to 3 kB long (and not made smaller byte by byte when a test fails: that takes minutes); all
 * else, push tokens (at most 100 bytes) among it, is short.
 */
function bytesOf({ key }: KeyRule): fc.Arbitrary<Uint8Array> {
  return key === 'UnlockToken'
    ? fc.noShrink(fc.uint8Array({ minLength: 1, maxLength: 3072, size: 'max' }))
    : fc.uint8Array({ minLength: 1, maxLength: 100 })
}

function arraysOf({ subkeys }: KeyRule, audience: Audience, fullness: Fullness): fc.Arbitrary<Tree> {
  const kinds = subkeys.filter(({ platforms }) => whyNot(platforms, audience) === null)
  const { min = fullness === 'maximal' ? 1 : 0, max = 3 } = kinds[0]?.repetition ?? {}
  const items = kinds.map((kind) => valuesOf(kind, audience, fullness))
  if (items.length === 0) return fc.constant<Tree>({ type: 'array', items: [] })
  return fc.array(fc.oneof(...items), { minLength: min, maxLength: max }).map((all) => ({ type: 'array', items: all }))
}

/** Never empty: what a device has no word for it leaves out. */
function stringsOf({ values, format, subkeys }: KeyRule, audience: Audience): fc.Arbitrary<string> {
  if (values !== null) return fc.constantFrom(...values.map(String))
  if (format !== null) return fc.stringMatching(format)
  const words = subkeys.filter(({ platforms }) => whyNot(platforms, audience) === null).map(({ key }) => key)
  return words.length > 0 ? fc.constantFrom(...words) : fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 })
}

function integersOf({ values, range }: KeyRule): fc.Arbitrary<number | string> {
  if (values !== null) return fc.constantFrom(...values)
  return fc.integer({ min: range?.min ?? -(2 ** 31), max: range?.max ?? 2 ** 31 })
}
