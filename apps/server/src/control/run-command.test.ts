import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { terminal } from './test-terminal.ts'

let folder: string
let latchkey: ReturnType<typeof terminal>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-command-'))
  latchkey = terminal({ folder })
})
afterEach(() => rm(folder, { recursive: true }))

test('help lists every command; each has its own', async () => {
  const { status, out } = await latchkey('help')
  expect(status).toBe(0)
  for (const { name } of commands) {
    expect(out).toContain(name)
    const own = await latchkey(...name.split(' '), '--help')
    expect(own.status).toBe(0)
    expect(own.out).toContain(`Usage: latchkey ${name}`)
    expect(await latchkey('help', ...name.split(' '))).toEqual(own)
  }
})

test.each([
  [[], ''],
  [['fly'], 'There is no command “fly”. latchkey help lists them all.\n'],
  [['key'], 'key needs one more word: key new.\n'],
  [['key', 'new'], 'FILE is missing.\nUsage: latchkey key new FILE\n'],
  [
    ['key', 'new', 'one', 'two'],
    '“two” is one word too many; put a name with blanks in quotes.\nUsage: latchkey key new FILE\n',
  ],
  [['version', '--fast'], "Unknown option '--fast'.\nUsage: latchkey version\n"],
])('%j is misused: exit status 2', async (line, err) => {
  expect(await latchkey(...line)).toMatchObject({ status: 2, err })
})

test('with --json an error is JSON too', async () => {
  const { status, out, err } = await latchkey('key', 'new', '--json')
  expect({ status, err, said: JSON.parse(out) }).toEqual({
    status: 2,
    err: '',
    said: { error: { code: 'misused', message: 'FILE is missing.' } },
  })
})

test('version needs no server', async () => {
  const { status, out } = await latchkey('version', '--json')
  expect(status).toBe(0)
  expect(JSON.parse(out)).toEqual({ latchkey: expect.stringMatching(/^\d+\.\d+\.\d+$/), node: process.versions.node })
})

test('key new makes a key for its owner alone, and prints nothing of it', async () => {
  const { status, out } = await latchkey('key', 'new', 'my key')
  expect(status).toBe(0)
  const file = join(folder, 'my key')
  const key = await readFile(file, 'utf8')
  expect(Buffer.from(key, 'base64')).toHaveLength(32)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(out).not.toContain(key.trim())
})

test.each([
  ['there', 'is there already, and a key is never overwritten'],
  ['missing/key', 'is not there: make it first'],
])('key new %s is refused: exit status 1', async (file, sentence) => {
  await writeFile(join(folder, 'there'), 'mine')
  const { status, out, err } = await latchkey('key', 'new', file)
  expect([status, out]).toEqual([1, ''])
  expect(err).toContain(sentence)
  expect(await readFile(join(folder, 'there'), 'utf8')).toBe('mine')
})

test('a command for the server is refused where none runs', async () => {
  expect(await latchkey('policy', 'show')).toMatchObject({
    status: 1,
    err: expect.stringContaining('No Latchkey runs in'),
  })
})
