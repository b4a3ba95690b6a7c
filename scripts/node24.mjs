// Runs a file with Node 24: node scripts/node24.mjs FILE ARGS…
// Plain JavaScript for Node 20 and newer. FILE is relative to the project's root.
import { spawn } from 'node:child_process'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { holdLock } from './prepare/hold-lock.mjs'
import { fetchNode, findNode } from './prepare/node.mjs'
import { endOnStop, Stop } from './prepare/stop.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

await endOnStop(async () => {
  const [file, ...args] = process.argv.slice(2)
  if (!file) throw new Stop('Which file? node scripts/node24.mjs FILE ARGS…')
  const node = findNode(root) ?? (await holdLock(join(root, '.cache/prepare.lock'), () => fetchNode(root)))
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', resolve(root, file), ...args], {
    stdio: 'inherit',
    // What it starts by the name `node` is then the same Node.
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
  })
  forwardSignals(child)
  child.on('error', (cause) => {
    console.error(`Node could not be started (${node}): ${cause.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
})

/**
 * Passes SIGINT, SIGTERM and SIGHUP on, and outlives them, so that the child can drain. Ctrl-C in a terminal reaches
 * the child by itself, and npm passes on what it gets too: each signal is handed over once a second, and SIGINT not
 * at all where a terminal has done it.
 */
function forwardSignals(child) {
  const passedOn = new Map()
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal === 'SIGINT' && terminal) return
      const now = performance.now()
      if (now - (passedOn.get(signal) ?? -Infinity) < 1000) return
      passedOn.set(signal, now)
      child.kill(signal)
    })
  }
}
