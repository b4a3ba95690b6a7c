import { expect, test } from 'vitest'
import { dictionary, printTree } from './plist-print.ts'
import { readTree, type Tree } from './plist-tree.ts'

const read = (inside: string) => readTree(`<?xml version="1.0"?><plist version="1.0">${inside}</plist>`)

test('types stay as they stand on the wire', () => {
  expect(read('<array><integer>1</integer><real>1</real><true/><string>a &amp; b</string></array>')).toEqual({
    type: 'array',
    items: [
      { type: 'integer', text: '1' },
      { type: 'real', text: '1' },
      { type: 'boolean', text: 'true' },
      { type: 'string', text: 'a & b' },
    ],
  })
})

test('what is printed is read again, data in broken lines too', () => {
  const data = { type: 'data', text: Buffer.alloc(100, 7).toString('base64') } as const
  const tree: Tree = dictionary({ 'a<b': 'é & <', Token: data, List: { type: 'array', items: [dictionary({})] } })
  const xml = printTree(tree)
  expect(xml).toMatch(/\t<data>\n\t[A-Za-z0-9+/]{68}\n\t[A-Za-z0-9+/=]+\n\t<\/data>/)
  const unbroken = (read: Tree) => JSON.stringify(read, (_, value) => (value instanceof Map ? [...value] : value))
  expect(unbroken(readTree(xml)).replaceAll(/\\n|\\t/g, '')).toBe(unbroken(tree))
})

test.each([
  ['a value without a key', '<dict><string>x</string></dict>'],
  ['a key out of place: k', '<dict><key>k</key><key>k</key></dict>'],
  ['a key twice: k', '<dict><key>k</key><true/><key>k</key><true/></dict>'],
  ['a key without a value', '<dict><key>k</key></dict>'],
  ['two values at the root', '<true/><true/>'],
  ['no value', ''],
  ['integer that is none', '<integer>1.5</integer>'],
  ['real that is none', '<real>one</real>'],
  ['date that is none', '<date>2025-01-01</date>'],
  ['data that is none', '<data>AQ-D</data>'],
  ['<null> is no property list', '<null/>'],
  ['text between values', '<dict>x</dict>'],
  ['<true> in <string>', '<array><string>x<true/></string></array>'],
  ['boolean that is none', '<true>x</true>'],
  ['unclosed', '<dict>'],
])('refused: %s', (why, inside) => {
  expect(() => read(inside)).toThrow(why === 'unclosed' ? /unexpected close tag|unclosed/i : why)
})
