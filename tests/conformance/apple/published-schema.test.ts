import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishedSchema, readSchema } from './published-schema.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-schema-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('everything that Latchkey says or hears is in the published schema', () => {
  const { checkIns, commands } = publishedSchema()
  const names = (messages: ReadonlyMap<string, { request: readonly unknown[]; response: readonly unknown[] }>) =>
    [...messages].filter(([, { request, response }]) => request.length + response.length > 0).map(([name]) => name)
  expect(names(checkIns)).toEqual(expect.arrayContaining(['Authenticate', 'TokenUpdate', 'CheckOut']))
  expect(names(commands)).toEqual(
    expect.arrayContaining(['ClearPasscode', 'DeviceInformation', 'SecurityInfo', 'DeviceLock']),
  )
})

test('a folder without a schema is an error, never an empty schema', async () => {
  expect(() => readSchema(join(folder, 'nowhere'))).toThrow('no published schema')
  expect(() => readSchema(folder)).toThrow('no published schema')
  await mkdir(join(folder, 'checkin'))
  await mkdir(join(folder, 'commands'))
  await writeFile(join(folder, 'checkin', 'note.txt'), 'payload:')
  expect(() => readSchema(folder)).toThrow('no published schema')
  await writeFile(join(folder, 'checkin', 'hello.yaml'), 'payload: {requesttype: Hello}')
  expect(() => readSchema(folder)).toThrow('no published schema')
  await writeFile(join(folder, 'commands', 'odd.yaml'), 'payload: {payloadtype: com.example}')
  expect(() => readSchema(folder)).toThrow('odd.yaml describes no message')
})
