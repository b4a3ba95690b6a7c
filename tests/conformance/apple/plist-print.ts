import type { Tree, TreeDictionary } from './plist-tree.ts'

const head = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
`

/** A property list as a device prints it: tabs, and data in lines of their own. */
export function printTree(tree: Tree): string {
  return `${head}${print(tree, '')}</plist>\n`
}

function print(tree: Tree, indent: string): string {
  const deeper = `${indent}\t`
  switch (tree.type) {
    case 'dictionary': {
      const pairs = [...tree.entries].map(
        ([key, value]) => `${deeper}<key>${escape(key)}</key>\n${print(value, deeper)}`,
      )
      return `${indent}<dict>\n${pairs.join('')}${indent}</dict>\n`
    }
    case 'array':
      return `${indent}<array>\n${tree.items.map((item) => print(item, deeper)).join('')}${indent}</array>\n`
    case 'boolean':
      return `${indent}<${tree.text}/>\n`
    case 'data': {
      const lines = tree.text.match(/.{1,68}/g) ?? []
      return `${indent}<data>\n${lines.map((line) => `${indent}${line}\n`).join('')}${indent}</data>\n`
    }
    case 'string':
    case 'integer':
    case 'real':
    case 'date':
      return `${indent}<${tree.type}>${escape(tree.text)}</${tree.type}>\n`
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A dictionary written out by hand; strings become strings, all else is given as it is. */
export function dictionary(entries: Readonly<Record<string, Tree | string>>): TreeDictionary {
  const trees = Object.entries(entries).map(([key, value]): [string, Tree] => {
    return [key, typeof value === 'string' ? { type: 'string', text: value } : value]
  })
  return { type: 'dictionary', entries: new Map(trees) }
}
