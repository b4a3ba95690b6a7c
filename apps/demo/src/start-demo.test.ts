import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readDemoFile } from './demo-file.ts'
import { freePort } from './prepare-folder.ts'
import { startDemo } from './start-demo.ts'

const data = mkdtempSync(join(tmpdir(), 'latchkey-demo-'))
afterAll(() => rmSync(data, { recursive: true }))

test('starts, stops, and starts again with the same phones and another password', { timeout: 120_000 }, async () => {
  const config = {
    port: await freePort('127.0.0.1'),
    host: '127.0.0.1',
    origin: null,
    data,
    logLevel: 'error',
  } as const
  const first = await startDemo(config, () => undefined)
  expect((await fetch(`${first.origin}/demo/wall`)).status).toBe(200)
  expect((await fetch(`${first.origin}/demo/mailbox`)).status).toBe(200)
  expect((await fetch(`${first.origin}/look/tokens.css`)).status).toBe(200)
  await first.close()
  const phones = Object.entries((await readDemoFile(data))?.devices ?? {})
  expect(phones.map(([id]) => id)).toEqual(['camille-iphone', 'sam-iphone', 'camille-ipad'])

  const second = await startDemo(config, () => undefined)
  expect(second.password).not.toBe(first.password)
  const gesture = { method: 'POST', headers: { 'content-type': 'application/json', origin: second.origin } }
  const peeked = await fetch(`${second.origin}/demo/api/devices/camille-iphone`, {
    ...gesture,
    body: JSON.stringify({ does: 'peek' }),
  })
  expect(await peeked.json()).toEqual({ said: 'passcode', passcode: '271828', forgotten: true })
  await second.close()
  const udids = (devices: object) => [...JSON.stringify(devices).matchAll(/"udid":"([^"]+)"/g)].map(([, udid]) => udid)
  expect(udids((await readDemoFile(data))?.devices ?? {})).toEqual(udids(Object.fromEntries(phones)))
})
