// npm test: types, lint, format, walls and every suite but the benchmarks, on a PostgreSQL of its own.
// npm test -- FILTER… passes the filter to vitest and leaves types, lint and format out.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { timed } from './prepare/run-stage.mjs'
import { endOnStop, Stop } from './prepare/stop.mjs'
import { findTestTools } from './prepare/test-tools.mjs'
import { startPostgres } from './test/postgres.mjs'
import { runStaticChecks } from './test/static-checks.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const filter = process.argv.slice(2)

await endOnStop(async () => {
  const { chromium, postgres } = findTestTools()
  if (!chromium || !postgres) throw new Stop('Chromium or PostgreSQL is missing: run `node scripts/prepare.mjs test`.')
  const interrupted = interruption()
  const database = await startPostgres(postgres)
  try {
    const checks = filter.length > 0 ? [] : await timed('Types, lint and format', () => runStaticChecks(root))
    if (interrupted.aborted) return
    tellWhatIsLeftOut()
    const environment = { LATCHKEY_TEST_DATABASE_URL: database.url, CHROMIUM_PATH: chromium }
    const { passed, failed } = await runVitest(environment, interrupted)
    if (checks.length > 0) console.log(`Failed before the tests, counted below: ${checks.join(', ')}`)
    console.log(`${passed} passed, ${failed + checks.length} failed`)
    process.exitCode = failed + checks.length === 0 ? 0 : 1
  } finally {
    await database.stop()
    if (interrupted.aborted) process.exitCode = 130
  }
})

/** The first Ctrl-C or SIGTERM ends the tests in order; the database is stopped in any case. */
function interruption() {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => controller.abort())
  return controller.signal
}

function tellWhatIsLeftOut() {
  const wire = resolve(root, process.env.LATCHKEY_TEST_WIRE || '../shared/wire')
  if (!existsSync(wire)) console.log(`Left out: tests/conformance (there is no ${wire}; LATCHKEY_TEST_WIRE names it)`)
}

async function runVitest(environment, interrupted) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-tally-'))
  const tally = join(folder, 'tally.json')
  try {
    const code = await run(
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...filter],
      { ...process.env, ...environment, LATCHKEY_TEST_TALLY: tally },
      interrupted,
    )
    // Without a tally vitest itself broke down, or found no file: one failure.
    const counted = existsSync(tally) ? JSON.parse(readFileSync(tally, 'utf8')) : { passed: 0, failed: 1 }
    return { ...counted, failed: code === 0 ? counted.failed : Math.max(counted.failed, 1) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(args, env, signal) {
  return new Promise((settle) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
    const end = () => child.kill('SIGTERM')
    signal.addEventListener('abort', end)
    child.on('exit', (code) => {
      signal.removeEventListener('abort', end)
      settle(code ?? 1)
    })
  })
}
