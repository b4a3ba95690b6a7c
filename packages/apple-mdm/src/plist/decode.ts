import { SaxesParser } from 'saxes'
import { decodeBase64 } from './base64.ts'
import { PlistError, type PlistErrorCode } from './error.ts'
import { readDate, readInteger, readReal } from './scalar.ts'
import type { PlistValue } from './value.ts'

export type PlistLimits = {
  /** Characters of the whole text. */
  readonly length: number
  /** Elements within elements, the root value being the first. */
  readonly depth: number
  /** Values in all. */
  readonly values: number
}

/** Room for a device's longest lists (certificates, applications), and no more. */
export const usualLimits: PlistLimits = { length: 1_048_576, depth: 32, values: 50_000 }

/**
 * Reads an XML property list. Apple's own DOCTYPE line is allowed and never fetched; entities beyond XML's five are not
 * known. Throws `PlistError` and nothing else, whatever the text.
 */
export function decodePlist(text: string, limits: PlistLimits = usualLimits): PlistValue {
  if (text.length > limits.length) throw new PlistError('too-large')
  // What UTF-8 can't write no device sent, and the parser would let it through.
  if (!text.isWellFormed()) throw new PlistError('not-utf8')
  if (text.startsWith('bplist')) throw new PlistError('not-xml')
  const tree = growTree(limits)
  const parser = new SaxesParser({ position: false })
  parser.on('error', () => fail('malformed'))
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') fail('not-utf8')
  })
  parser.on('doctype', (doctype) => {
    if (!/^\s+plist(\s[^[]*)?$/.test(doctype)) fail('doctype')
  })
  parser.on('opentag', ({ name, attributes }) => tree.open(name, Object.keys(attributes)))
  parser.on('closetag', ({ name }) => tree.close(name))
  parser.on('text', (chunk) => tree.text(chunk))
  parser.on('cdata', (chunk) => tree.text(chunk))
  try {
    parser.write(text).close()
    return tree.root()
  } catch (error) {
    throw error instanceof PlistError ? error : new PlistError('malformed')
  }
}

type Container =
  { readonly items: PlistValue[] } | { readonly dict: Record<string, PlistValue>; pending: string | null }

/** Puts the parser's events together; keeps to what a property list may look like. */
function growTree(limits: PlistLimits) {
  const containers: Container[] = []
  let inPlist = false
  let root: PlistValue | null = null
  let values = 0
  let scalar: string | null = null
  let words = ''

  function add(value: PlistValue): void {
    const into = containers.at(-1)
    if (into === undefined) {
      if (root !== null) fail('structure')
      root = value
    } else if ('items' in into) {
      into.items.push(value)
    } else {
      if (into.pending === null) fail('structure')
      into.dict[into.pending] = value
      into.pending = null
    }
  }

  function addKey(key: string): void {
    const into = containers.at(-1)
    if (into === undefined || 'items' in into || into.pending !== null) fail('structure')
    if (key in into.dict) fail('duplicate-key')
    into.pending = key
  }

  function begin(container: Container, value: PlistValue): void {
    add(value)
    containers.push(container)
    if (containers.length > limits.depth) fail('too-deep')
  }

  return {
    open(name: string, attributes: readonly string[]): void {
      if (scalar !== null) fail('structure')
      if (!inPlist) {
        if (name !== 'plist') fail('structure')
        inPlist = true
        return
      }
      if (attributes.length > 0) fail('structure')
      if (++values > limits.values) fail('too-many-values')
      if (name === 'dict') {
        const dict = Object.create(null) as Record<string, PlistValue>
        begin({ dict, pending: null }, dict)
      } else if (name === 'array') {
        const items: PlistValue[] = []
        begin({ items }, items)
      } else {
        scalar = name
        words = ''
      }
    },

    close(name: string): void {
      if (scalar !== null) {
        scalar = null
        if (name === 'key') addKey(words)
        else add(readScalar(name, words))
      } else if (name !== 'plist') {
        const ended = containers.pop()
        if (ended !== undefined && 'dict' in ended && ended.pending !== null) fail('structure')
      }
    },

    text(chunk: string): void {
      if (scalar !== null) words += chunk
      else if (chunk.trim() !== '') fail('structure')
    },

    root(): PlistValue {
      return root ?? fail('structure')
    },
  }
}

function readScalar(name: string, words: string): PlistValue {
  switch (name) {
    case 'string':
      return words
    case 'integer':
      return readInteger(words)
    case 'real':
      return readReal(words)
    case 'data':
      return decodeBase64(words)
    case 'date':
      return readDate(words)
    case 'true':
    case 'false':
      return words === '' ? name === 'true' : fail('structure')
    default:
      return fail('structure')
  }
}

function fail(code: PlistErrorCode): never {
  throw new PlistError(code)
}
