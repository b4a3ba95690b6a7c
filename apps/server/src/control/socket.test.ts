import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask } from './ask.ts'
import { dataFolder } from './data-folder.ts'
import { lockFolder } from './folder-lock.ts'
import type { FolderLock } from './folder-lock.ts'
import { hear } from './hear.ts'
import type { ControlReply, ControlRequest } from './protocol.ts'

let folder: string
let path: string
let lock: FolderLock
const heard: ControlRequest[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-socket-'))
  path = join(folder, 'data/live/control.sock')
  lock = await lockFolder(join(folder, 'data/live'))
  heard.length = 0
})
afterEach(async () => {
  await lock.release()
  await rm(folder, { recursive: true })
})

function answerWith(reply: ControlReply): void {
  lock.serve((socket) =>
    hear(socket, async (request) => {
      heard.push(request)
      return reply
    }),
  )
}

/** Sends these bytes and tells what came back until the server closed. */
function send(...chunks: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(path, () => chunks.forEach((chunk) => socket.write(chunk)))
    socket.on('data', (chunk) => (said += chunk.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(said))
  })
}

test('a question and its answer', async () => {
  answerWith({ ok: true, result: { found: 1 } })
  expect(await ask(path, { command: 'people show', input: { who: 'é' } })).toEqual({ found: 1 })
  expect(heard).toEqual([{ command: 'people show', input: { who: 'é' } }])
})

test('a refusal is thrown with its code', async () => {
  answerWith({ ok: false, code: 'no-such-person', message: 'Nobody.' })
  await expect(ask(path, { command: 'x', input: {} })).rejects.toMatchObject({ code: 'no-such-person' })
})

test('before commands are taken, the server says that it is not ready', async () => {
  await expect(ask(path, { command: 'x', input: {} })).rejects.toMatchObject({ code: 'not-ready' })
})

test('one request a connection: what follows is not heard', async () => {
  answerWith({ ok: true, result: null })
  expect(await send('{"comm', 'and":"one"}\n{"command":"two"}\n')).toBe('{"ok":true,"result":null}\n')
  expect(heard).toEqual([{ command: 'one', input: {} }])
})

test.each([
  ['not JSON', 'GET / HTTP/1.1\r\n'],
  ['64 KiB and more', 'x'.repeat(64 * 1024 + 1)],
])('%s: closed without an answer', async (_, bytes) => {
  answerWith({ ok: true, result: null })
  expect(await send(bytes)).toBe('')
  expect(heard).toEqual([])
})

test('nobody waits for ever', async () => {
  lock.serve(() => undefined)
  await expect(ask(path, { command: 'x', input: {} }, 20)).rejects.toMatchObject({ code: 'no-answer' })
})

test('no server, no answer', async () => {
  await expect(ask(join(folder, 'nothing.sock'), { command: 'x', input: {} })).rejects.toMatchObject({
    code: 'not-running',
  })
})

test('the folder whose server answers is meant; with two, one must be named', async () => {
  expect(await dataFolder(undefined, folder)).toBe(join(folder, 'data/live'))
  const demo = await lockFolder(join(folder, 'data/demo'))
  await expect(dataFolder(undefined, folder)).rejects.toMatchObject({ code: 'two-running' })
  expect(await dataFolder('data/demo', folder)).toBe(join(folder, 'data/demo'))
  await demo.release()
})

test('where none answers, the sentence says where it was looked', async () => {
  await expect(dataFolder(undefined, join(folder, 'elsewhere'))).rejects.toThrow('No Latchkey runs in ./data/demo')
})
