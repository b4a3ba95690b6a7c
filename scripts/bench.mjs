// npm run bench [-- NAME… --json]: the measurements of tests/bench, on a PostgreSQL of their own.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { endOnStop, Stop } from './prepare/stop.mjs'
import { findTestTools } from './prepare/test-tools.mjs'
import { startPostgres } from './test/postgres.mjs'

const main = fileURLToPath(new URL('../tests/bench/main.ts', import.meta.url))

await endOnStop(async () => {
  const { chromium, postgres } = findTestTools()
  if (!chromium || !postgres) throw new Stop('Chromium or PostgreSQL is missing: run `node scripts/prepare.mjs test`.')
  const database = await startPostgres(postgres)
  try {
    const env = { ...process.env, LATCHKEY_TEST_DATABASE_URL: database.url, CHROMIUM_PATH: chromium }
    const child = spawn(process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit', env })
    process.exitCode = await new Promise((settle) => child.once('exit', (code) => settle(code ?? 1)))
  } finally {
    await database.stop()
  }
})
