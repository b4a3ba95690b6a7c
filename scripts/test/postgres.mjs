import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Stop } from '../prepare/stop.mjs'

const startWithin = 30_000

/**
 * Starts a PostgreSQL of the tests' own, from the programs in `bin`, in a temporary folder and on a Unix socket only.
 * Durable settings stay on: the server asserts them. Resolves to its address and `stop`.
 */
export async function startPostgres(bin) {
  const owner = unprivileged()
  const folder = mkdtempSync(join(process.platform === 'darwin' ? '/tmp' : tmpdir(), 'latchkey-pg-'))
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const as = { ...owner, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } }
  try {
    initialise(bin, folder, as)
    const guard = startGuarded(bin, folder, as)
    await answering(bin, folder, as, guard)
    return { url: `postgresql://postgres@/postgres?host=${encodeURIComponent(folder)}`, stop: () => guard.stop() }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function initialise(bin, folder, as) {
  const options = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C', '--no-instructions']
  const result = spawnSync(join(bin, 'initdb'), ['-D', join(folder, 'data'), ...options], { ...as, encoding: 'utf8' })
  if (result.status !== 0) {
    throw new Stop(`PostgreSQL could not make its folder:\n${result.stderr || result.error?.message}`)
  }
}

// The shell outlives this process: when its standard input closes, for whatever reason, it stops the database and
// removes the folder.
const guardScript = `
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=200 -c fsync=on -c synchronous_commit=on \
  -c full_page_writes=on -c max_prepared_transactions=0 -c log_min_messages=fatal >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT $server 2>/dev/null
wait $server
rm -rf "$2"
`

function startGuarded(bin, folder, as) {
  const guard = spawn('/bin/sh', ['-c', guardScript, 'postgres-guard', bin, folder], {
    ...as,
    stdio: ['pipe', 'ignore', 'ignore'],
    // A group of its own: Ctrl-C ends the tests first and the database after them.
    detached: true,
  })
  guard.stdin.on('error', () => {})
  const ended = new Promise((settle) => guard.once('exit', settle))
  return {
    stop: async () => {
      guard.stdin.end()
      await ended
    },
  }
}

async function answering(bin, folder, as, guard) {
  const until = performance.now() + startWithin
  while (performance.now() < until) {
    const asked = spawnSync(join(bin, 'pg_isready'), ['-q', '-h', folder, '-U', 'postgres'], as)
    if (asked.status === 0) return
    await wait(50)
  }
  const log = readFileSync(join(folder, 'log'), 'utf8')
  await guard.stop()
  throw new Stop(`PostgreSQL did not answer within ${startWithin / 1000} s:\n${log}`)
}

/** PostgreSQL refuses to run as root: then `postgres` does it, or `nobody`. */
function unprivileged() {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = users.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Stop(
    'PostgreSQL does not run as root, and there is neither a user postgres nor nobody. Run as another user.',
  )
}
