import { whyNot, type Audience } from './availability.ts'
import type { Scalar, Tree, TreeArray, TreeDictionary } from './plist-tree.ts'
import type { Bounds, KeyRule } from './rule.ts'

/** Everything in which a dictionary leaves its rules: `path: what`, in the order of the message. */
export function violationsOf(
  dictionary: TreeDictionary,
  rules: readonly KeyRule[],
  audience: Audience,
  path = '',
): readonly string[] {
  const found = [...dictionary.entries].flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`
    const rule = rules.find((candidate) => candidate.key === key) ?? rules.find(({ key: name }) => name === 'ANY')
    return rule === undefined ? [`${here}: unknown`] : violationsOfValue(value, rule, audience, here)
  })
  const missing = rules
    .filter(({ key, required }) => required && key !== 'ANY' && !dictionary.entries.has(key))
    .filter(({ platforms }) => whyNot(platforms, audience) === null)
    .map(({ key }) => `${path === '' ? key : `${path}.${key}`}: missing`)
  return [...found, ...missing]
}

function violationsOfValue(value: Tree, rule: KeyRule, audience: Audience, path: string): readonly string[] {
  const reason = whyNot(rule.platforms, audience)
  if (reason !== null) return [`${path}: ${reason}`]
  if (rule.type === 'any') return []
  if (value.type !== rule.type) return [`${path}: ${value.type} instead of ${rule.type}`]
  switch (value.type) {
    case 'dictionary':
      return rule.subkeys.length === 0 ? [] : violationsOf(value, rule.subkeys, audience, path)
    case 'array':
      return violationsOfItems(value, rule, audience, path)
    case 'string':
    case 'integer':
    case 'real':
    case 'boolean':
    case 'date':
    case 'data':
      return violationsOfScalar(value, rule, audience, path)
  }
}

/** Each item must be one of the kinds that the array may hold; told is what it lacks of the kind it is nearest to. */
function violationsOfItems(array: TreeArray, rule: KeyRule, audience: Audience, path: string): readonly string[] {
  const [first] = rule.subkeys
  if (first === undefined) return []
  const bounds = first.repetition
  if (bounds !== null && !within(array.items.length, bounds)) return [`${path}: ${array.items.length} items`]
  return array.items.flatMap((item, index) => {
    const tries = rule.subkeys.map((kind) => violationsOfValue(item, kind, audience, `${path}[${index}]`))
    return tries.reduce((best, next) => (next.length < best.length ? next : best))
  })
}

function violationsOfScalar(
  { type, text }: Scalar,
  { values, range, format, subkeys }: KeyRule,
  audience: Audience,
  path: string,
): readonly string[] {
  const value = type === 'integer' || type === 'real' ? Number(text) : text
  if (values !== null && !values.includes(value)) return [`${path}: not one of the listed`]
  if (typeof value === 'number' && range !== null && !within(value, range)) return [`${path}: out of range`]
  if (format !== null && !format.test(text)) return [`${path}: not of the form`]
  if (subkeys.length === 0) return []
  const word = subkeys.find(({ key }) => key === text)
  const reason = word === undefined ? 'not one of the listed' : whyNot(word.platforms, audience)
  return reason === null ? [] : [`${path}: ${reason}`]
}

function within(value: number, { min = -Infinity, max = Infinity }: Bounds): boolean {
  return value >= min && value <= max
}
