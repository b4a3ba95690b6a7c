import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compose, openDatabase } from '../compose.ts'
import type { Server } from '../compose.ts'
import { baseConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { newKeyFile } from '../secrets/key-file.ts'
import { terminal } from './test-terminal.ts'

/* The command line and a whole server, each as it is started. */

const contact = { name: null, phone: null, email: null, websiteName: null, websiteUrl: null, note: null }
let folder: string
let data: string
let keyFile: string
let server: Server | null = null
let latchkey: ReturnType<typeof terminal>

const start = async () => {
  server = await compose(
    baseConfig({
      mode: 'real',
      data,
      keyFile,
      database: { kind: 'embedded', folder: join(data, 'database') },
      organisation: { name: 'Contoso', colour: '#0e5a6b', logoUrl: null, privacyUrl: null, contact },
      logLevel: 'silent',
    }),
  )
}
const stop = async () => {
  await server?.close()
  server = null
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-composed-'))
  data = join(folder, 'live')
  keyFile = join(folder, 'key')
  await newKeyFile(keyFile)
  latchkey = terminal({
    folder,
    environment: { LATCHKEY_DATA: data, LATCHKEY_KEY_FILE: keyFile },
    openDatabase: (config) => openDatabase(config, createLog('silent')),
  })
  await start()
}, 60_000)
afterAll(async () => {
  await stop()
  await rm(folder, { recursive: true })
})

test('the first account of an empty server: its link opens a page, and the data outlives a restart', async () => {
  const { status, out } = await latchkey('people', 'add', 'ada@contoso.example', '--name', 'Ada', '--json')
  expect(status).toBe(0)
  const { link } = JSON.parse(out) as { link: { url: string } }
  expect(link.url.startsWith(`${server?.origin}/idp/set-up/`)).toBe(true)
  expect((await fetch(link.url)).status).toBe(200)
  await stop()
  expect(await latchkey('people', 'list')).toMatchObject({
    status: 1,
    err: expect.stringContaining('No Latchkey answers'),
  })
  await start()
  expect((await latchkey('people', 'list')).out).toContain('ada@contoso.example')
}, 60_000)

test('doctor looks at the server that runs', async () => {
  const { out } = await latchkey('doctor', '--json')
  const { checks } = JSON.parse(out) as { checks: { name: string; verdict: string }[] }
  expect(checks).toContainEqual(expect.objectContaining({ name: 'device authority', verdict: 'ok' }))
  expect(checks).toContainEqual(expect.objectContaining({ name: 'database', verdict: 'warn' }))
  expect((await latchkey('doctor', '--offline')).out).toContain('in use by a running server')
}, 30_000)

test('migrate waits for the server to stop; afterwards there is nothing to do', async () => {
  expect(await latchkey('migrate')).toMatchObject({
    status: 1,
    err: expect.stringContaining('Another Latchkey is running'),
  })
  await stop()
  expect(await latchkey('migrate', '--check', '--json')).toMatchObject({ status: 0, out: '{"pending":[]}\n' })
  expect(await latchkey('migrate')).toMatchObject({ status: 0, out: 'The database is up to date.\n' })
}, 60_000)
