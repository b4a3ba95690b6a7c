import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeImports } from './judge-imports.ts'
import { mayImport } from './walls.ts'

const root = resolve(import.meta.dirname, '../..')

test('no import breaks a wall', async () => {
  expect(await judgeImports(root)).toEqual([])
})

test('every room has its line in the table', () => {
  const rooms = ['apps', 'packages', 'simulators'].flatMap((shelf) =>
    readdirSync(join(root, shelf), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${shelf}/${entry.name}`),
  )
  expect(Object.keys(mayImport).sort()).toEqual(rooms.sort())
})

// A small house in a temporary folder, with imports through its walls.
const broken = [
  ['apps/demo/src/main.ts', "import '@latchkey/portal-api'", 'walls-of-apps/demo'],
  ['apps/portal/src/schema.ts', "import { name } from '@latchkey/portal-api'", 'portal-takes-types-only'],
  ['apps/portal/src/rule.ts', "import type { name } from '@latchkey/domain'", 'walls-of-apps/portal'],
  ['apps/server/src/main.ts', "import '@latchkey/demo'", 'walls-of-apps/server'],
  ['apps/server/src/wake.ts', "import '@latchkey/apple-device-simulator'", 'walls-of-apps/server'],
  ['apps/server/src/store.ts', "import '@latchkey/postgres'", 'postgres-by-compose-alone'],
  ['apps/server/src/channels/apple/pull.ts', "import '../windows/push.ts'", 'channels-apart'],
  ['apps/server/src/channels/apple/answer.ts', "import '../../http/errors.ts'", 'channels-know-no-http'],
  ['packages/domain/src/rule.ts', "import type { name } from '@latchkey/apple-mdm'", 'walls-of-packages/domain'],
  ['packages/domain/src/rule.test.ts', "import '../../apple-mdm/src/index.ts'", 'walls-of-packages/domain'],
  ['packages/domain/src/clock.ts', "import 'node:fs'", 'pure-packages/domain'],
  ['packages/domain/src/first.ts', "import './second.ts'", 'cycle'],
  ['packages/domain/src/gone.ts', "import './nowhere.ts'", 'unknown-module'],
  ['packages/domain/src/hoisted.ts', "import 'undeclared'", 'undeclared-library'],
  ['packages/domain/src/hoisted.ts', "import 'undeclared'", 'pure-packages/domain'],
  ['packages/postgres/src/made.ts', "import 'test-only'", 'test-library-in-code'],
  ['packages/certificates/src/issue.ts', "import './test-keys.ts'", 'test-help-in-code'],
  ['packages/apple-mdm/src/plist.ts', "import 'zod'", 'pure-packages/apple-mdm'],
  ['packages/postgres/src/store.ts', "import '@latchkey/certificates'", 'walls-of-packages/postgres'],
  ['simulators/apple-device/src/codec.ts', "import '@latchkey/apple-mdm'", 'walls-of-simulators/apple-device'],
  ['simulators/apns/src/push.ts', "import '@latchkey/openid-provider-simulator'", 'walls-of-simulators/apns'],
] as const

const sound = [
  ['packages/domain/src/second.ts', "import './first.ts'"], // closes the cycle, which is told once
  ['apps/demo/src/index.ts', "import '@latchkey/server'\nimport '@latchkey/apple-device-simulator'"],
  ['apps/portal/src/index.ts', "import type { name } from '@latchkey/portal-api'\nimport '@latchkey/look'"],
  ['apps/server/src/index.ts', "import './compose.ts'"],
  ['apps/server/src/compose.ts', "import '@latchkey/postgres'\nimport '@latchkey/domain'"],
  ['apps/server/src/store.test.ts', "import '@latchkey/postgres'"],
  ['apps/server/src/http/errors.ts', "import '../channels/windows/push.ts'"],
  ['apps/server/src/channels/windows/push.ts', "import '@latchkey/domain'\nimport './words.ts'"],
  ['apps/server/src/channels/windows/words.ts', 'export {}'],
  ['packages/certificates/src/test-keys.ts', "import 'test-only'"],
  ['packages/apple-mdm/src/read.ts', "import 'saxes'"],
  ['packages/postgres/src/index.ts', "import '@latchkey/domain'\nimport 'node:fs'"],
] as const

let house: string

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'latchkey-walls-'))
  const names = new Map([
    ['simulators/apns', '@latchkey/apns-stand-in'],
    ['simulators/apple-device', '@latchkey/apple-device-simulator'],
    ['simulators/openid-provider', '@latchkey/openid-provider-simulator'],
  ])
  const dependencies = { saxes: '*', zod: '*' }
  const devDependencies = { 'test-only': '*' }
  build('package.json', JSON.stringify({ name: 'house', private: true }))
  for (const room of Object.keys(mayImport)) {
    const name = names.get(room) ?? `@latchkey/${room.split('/')[1]}`
    build(`${room}/package.json`, JSON.stringify({ name, exports: './src/index.ts', dependencies, devDependencies }))
    build(`${room}/src/index.ts`, 'export const name = 1')
    link(join(house, room), `node_modules/${name}`)
  }
  for (const library of ['saxes', 'zod', 'test-only', 'undeclared']) {
    build(`node_modules/${library}/package.json`, JSON.stringify({ name: library, main: 'index.js' }))
    build(`node_modules/${library}/index.js`, '')
  }
  for (const [file, code] of [...sound, ...broken]) build(file, code)
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

test('each import through a wall is found, and no other', async () => {
  const found = (await judgeImports(house)).map((line) => line.replace(/ → .*/, ''))
  expect(found).toEqual(broken.map(([file, , rule]) => `${rule}: ${file}`).sort())
})

function build(file: string, content: string) {
  mkdirSync(dirname(join(house, file)), { recursive: true })
  writeFileSync(join(house, file), `${content}\n`)
}

function link(target: string, file: string) {
  mkdirSync(dirname(join(house, file)), { recursive: true })
  symlinkSync(target, join(house, file), 'dir')
}
