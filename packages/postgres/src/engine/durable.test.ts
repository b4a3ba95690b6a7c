import { expect, test } from 'vitest'
import { assertServer } from './durable.ts'
import type { Connection } from './engine.ts'

const good = { server_version_num: '150018', synchronous_commit: 'on', fsync: 'on', full_page_writes: 'on' }

function server(settings: Readonly<Record<string, string>>): Connection {
  const query = async (_text: string, values?: readonly unknown[]) => ({
    rows: [{ value: settings[String(values?.[0])] }],
    count: 1,
  })
  return { query, script: query }
}

test.each([
  [good],
  [{ ...good, server_version_num: '180006' }],
  [{ ...good, synchronous_commit: 'remote_apply' }],
  [{ ...good, synchronous_commit: 'remote_write' }],
])('%j will do', async (settings) => {
  expect(await assertServer(server(settings))).toBeUndefined()
})

test.each([
  [{ server_version_num: '140019' }, 'database-too-old'],
  [{ server_version_num: 'undefined' }, 'database-too-old'],
  [{ fsync: 'off' }, 'database-not-durable'],
  [{ full_page_writes: 'off' }, 'database-not-durable'],
  [{ synchronous_commit: 'off' }, 'database-not-durable'],
  [{ synchronous_commit: 'local' }, 'database-not-durable'],
])('%j is refused', async (settings, code) => {
  await expect(assertServer(server({ ...good, ...settings }))).rejects.toMatchObject({ code })
})
