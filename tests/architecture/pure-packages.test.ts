import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { pureRooms } from './walls.ts'

const root = resolve(import.meta.dirname, '../..')

test.each(Object.entries(pureRooms))('%s depends on nothing but %j', (room, libraries) => {
  const manifest = JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8')) as Record<string, object>
  const names = ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((kind) =>
    Object.keys(manifest[kind] ?? {}),
  )
  expect(names).toEqual(libraries)
})
