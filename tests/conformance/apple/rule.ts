import { mergePlatforms, type Platforms } from './availability.ts'

export type ValueType = 'string' | 'integer' | 'real' | 'boolean' | 'date' | 'data' | 'array' | 'dictionary' | 'any'

/** What the schema says of one key, or of the items of an array. */
export type KeyRule = {
  readonly key: string
  readonly type: ValueType
  readonly required: boolean
  readonly values: readonly (string | number)[] | null
  readonly range: Bounds | null
  readonly format: RegExp | null
  /** How often an array's item may stand in it. */
  readonly repetition: Bounds | null
  readonly platforms: Platforms
  /** A dictionary's keys, an array's kinds of item, or the words that a string may be. */
  readonly subkeys: readonly KeyRule[]
}

export type Bounds = { readonly min?: number; readonly max?: number }

/** A key as the YAML writes it. */
export type PublishedKey = {
  readonly key: string
  readonly type: string
  readonly presence?: string
  readonly rangelist?: readonly (string | number)[]
  readonly range?: Bounds
  readonly format?: string
  readonly repetition?: Bounds
  readonly supportedOS?: Platforms
  readonly subkeys?: readonly PublishedKey[]
}

const types: readonly string[] = [
  'string',
  'integer',
  'real',
  'boolean',
  'date',
  'data',
  'array',
  'dictionary',
  'any',
] satisfies ValueType[]

const checked = ['key', 'type', 'presence', 'rangelist', 'range', 'format', 'repetition', 'supportedOS', 'subkeys']
const said = ['title', 'content', 'default', 'combinetype', 'subkeytype']

/** Rules of these keys; throws at whatever the schema says and this validator does not know. */
export function readKeys(keys: readonly PublishedKey[], inherited: Platforms): readonly KeyRule[] {
  return keys.map((published) => readKey(published, inherited))
}

function readKey(published: PublishedKey, inherited: Platforms): KeyRule {
  const strange = Object.keys(published).find((name) => ![...checked, ...said].includes(name))
  if (strange !== undefined) throw new Error(`${published.key}: the validator does not know "${strange}"`)
  const platforms = mergePlatforms(inherited, published.supportedOS)
  return {
    key: published.key,
    type: readType(published),
    required: published.presence === 'required',
    values: published.rangelist ?? null,
    range: published.range ?? null,
    format: published.format === undefined ? null : new RegExp(published.format),
    repetition: published.repetition ?? null,
    platforms,
    subkeys: readKeys(published.subkeys ?? [], platforms),
  }
}

function readType({ key, type, presence }: PublishedKey): ValueType {
  const name = /^<(\w+)>$/.exec(type)?.[1] ?? ''
  if (!types.includes(name)) throw new Error(`${key}: the validator does not know the type ${type}`)
  if (![undefined, 'required', 'optional'].includes(presence)) throw new Error(`${key}: presence ${presence}`)
  return name as ValueType
}
