import { SaxesParser } from 'saxes'

/** A property list with the types as they stand on the wire: `<integer>` and `<real>` are two things here. */
export type Tree = Scalar | TreeArray | TreeDictionary
export type Scalar = { readonly type: ScalarType; readonly text: string }
export type TreeArray = { readonly type: 'array'; readonly items: Tree[] }
export type TreeDictionary = { readonly type: 'dictionary'; readonly entries: Map<string, Tree> }
export type ScalarType = keyof typeof forms

/** How each scalar is written; what else stands between its tags is no property list. */
const forms = {
  string: /^[^]*$/,
  integer: /^[+-]?\d+$/,
  real: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  data: /^(\s*[A-Za-z0-9+/]\s*)*(=\s*){0,2}$/,
}

type Open = { readonly value: TreeArray | TreeDictionary; key: string | null }

/** Reads an XML property list; a reader of its own, since both codecs under test are on trial. */
export function readTree(xml: string): Tree {
  const parser = new SaxesParser()
  const open: Open[] = []
  let root: Tree | null = null
  let scalarTag: string | null = null
  let words = ''

  function add(value: Tree): void {
    const into = open.at(-1)
    if (into === undefined) {
      if (root !== null) throw new Error('two values at the root')
      root = value
    } else if (into.value.type === 'array') into.value.items.push(value)
    else {
      if (into.key === null) throw new Error('a value without a key')
      into.value.entries.set(into.key, value)
      into.key = null
    }
  }

  function name(key: string): void {
    const into = open.at(-1)
    if (into?.value.type !== 'dictionary' || into.key !== null) throw new Error(`a key out of place: ${key}`)
    if (into.value.entries.has(key)) throw new Error(`a key twice: ${key}`)
    into.key = key
  }

  function leave(): void {
    if (open.pop()?.key !== null) throw new Error('a key without a value')
  }

  function begin(tag: string): void {
    if (scalarTag !== null) throw new Error(`<${tag}> in <${scalarTag}>`)
    if (tag === 'plist') return
    if (tag !== 'dict' && tag !== 'array') {
      scalarTag = tag
      return
    }
    const value: Open['value'] = tag === 'dict' ? { type: 'dictionary', entries: new Map() } : { type: tag, items: [] }
    add(value)
    open.push({ value, key: null })
  }

  function end(tag: string): void {
    if (tag === 'plist') return
    if (scalarTag === null) leave()
    else if (tag === 'key') name(words)
    else add(tag === 'true' || tag === 'false' ? scalar('boolean', `${tag}${words}`) : scalar(tag, words))
    scalarTag = null
    words = ''
  }

  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name: tag }) => begin(tag))
  parser.on('text', (text) => {
    if (scalarTag !== null) words += text
    else if (text.trim() !== '') throw new Error('text between values')
  })
  parser.on('closetag', ({ name: tag }) => end(tag))
  parser.write(xml).close()
  if (root === null) throw new Error('no value')
  return root
}

function scalar(tag: string, text: string): Scalar {
  if (!Object.hasOwn(forms, tag)) throw new Error(`<${tag}> is no property list`)
  const type = tag as ScalarType
  if (!forms[type].test(text)) throw new Error(`${tag} that is none`)
  return { type, text }
}

/** The dictionary that a message is; throws for anything else. */
export function readDictionary(xml: string): TreeDictionary {
  const tree = readTree(xml)
  if (tree.type !== 'dictionary') throw new Error(`a message that is ${tree.type}`)
  return tree
}

/** The text of a key, `null` when it is absent or no scalar. */
export function textOf(tree: TreeDictionary, key: string): string | null {
  const value = tree.entries.get(key)
  return value !== undefined && 'text' in value ? value.text : null
}
