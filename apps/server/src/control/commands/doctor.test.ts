import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newKeyFile } from '../../secrets/key-file.ts'
import { openTestControl } from '../test-control.ts'
import type { TestControl } from '../test-control.ts'
import { terminal } from '../test-terminal.ts'

type Found = { readonly checks: readonly { readonly name: string; readonly verdict: string; readonly says: string }[] }
const verdicts = (out: string) =>
  Object.fromEntries((JSON.parse(out) as Found).checks.map(({ name, verdict }) => [name, verdict]))

let portal: string
let push: Server
beforeAll(async () => {
  portal = await mkdtemp(join(tmpdir(), 'latchkey-doctor-'))
  await writeFile(join(portal, 'index.html'), '')
  push = createServer((socket) => socket.resume())
  await new Promise<void>((resolve) => push.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  push.close()
  await rm(portal, { recursive: true })
})

async function withControl(
  fields: Parameters<typeof openTestControl>[0],
  look: (at: TestControl) => Promise<void>,
): Promise<void> {
  const at = await openTestControl(fields)
  await look(at).finally(() => at.close())
}

test('a healthy server: nothing but the warning about the embedded database', { timeout: 30_000 }, async () => {
  const apnsUrl = `https://127.0.0.1:${(push.address() as AddressInfo).port}`
  const config = { apnsUrl, portalFolder: portal, roles: ['portal', 'devices', 'jobs'] as const }
  await withControl({ config }, async (at) => {
    const { status, out } = await at.latchkey('doctor', '--json')
    expect([status, verdicts(out)]).toEqual([
      0,
      {
        database: 'warn',
        clocks: 'ok',
        portal: 'ok',
        notices: 'ok',
        'sign-in': 'ok',
        'device authority': 'ok',
        'Apple push': 'ok',
        jobs: 'ok',
        requests: 'ok',
      },
    ])
  })
})

test('a server that lacks things: each told with its remedy, exit status 1', { timeout: 30_000 }, async () => {
  const config = { apnsUrl: 'https://127.0.0.1:1', portalFolder: join(portal, 'nothing'), roles: [] }
  const house = { strength: { kind: 'unset' }, noticesWork: false } as const
  await withControl({ config, house }, async (at) => {
    const { status, out } = await at.latchkey('doctor')
    expect(status).toBe(1)
    expect(
      out
        .split('\n')
        .filter((line) => line.startsWith('FAIL'))
        .map((line) => line.slice(6, 22).trim()),
    ).toEqual(['portal', 'notices', 'sign-in', 'Apple push'])
    expect(out).toContain('→ This version can send no mail yet')
  })
})

test('offline: configuration, key file, data folder and database', async () => {
  const key = join(portal, 'key')
  await newKeyFile(key)
  const environment = { LATCHKEY_DATA: join(portal, 'data'), LATCHKEY_KEY_FILE: key }
  const latchkey = terminal({ folder: portal, environment })
  const first = await latchkey('doctor', '--offline', '--json')
  expect([first.status, verdicts(first.out)]).toEqual([
    0,
    { configuration: 'ok', 'key file': 'ok', 'data folder': 'warn', database: 'warn' },
  ])

  await chmod(key, 0o644)
  const second = await latchkey('doctor', '--offline')
  expect(second.status).toBe(1)
  expect(second.out).toContain(`→ chmod 600 ${key}`)

  await writeFile(key, 'no key')
  expect((await latchkey('doctor', '--offline')).out).toContain('does not hold a key')
})

test('offline, a configuration that can’t be used is the first thing told', async () => {
  const { status, out } = await terminal({ folder: portal, environment: { LATCHKEY_DATA: portal } })(
    'doctor',
    '--offline',
  )
  expect(status).toBe(1)
  expect(out).toContain('LATCHKEY_KEY_FILE is missing')
})
