import { spawn } from 'node:child_process'
import { Stop } from './stop.mjs'

const tailLines = 30

/**
 * Runs one program as one line of progress with the seconds it took. Everything goes to stderr: standard output
 * belongs to the command that follows. Fails with the end of the program's output and `advice`.
 */
export async function runStage(title, [program, ...args], { advice, ...options }) {
  const output = []
  const code = await timed(title, () => runQuietly(program, args, options, output))
  if (code === 0) return
  const tail = output.join('').trimEnd().split('\n').slice(-tailLines).join('\n')
  throw new Stop(`${tail}\n\n${title} failed (${code}). ${advice}`)
}

/** Tells what is being done while `act` runs, and how many seconds it took. */
export async function timed(title, act) {
  const started = process.hrtime.bigint()
  const seconds = () => Math.round(Number(process.hrtime.bigint() - started) / 1e9)
  const { stderr } = process
  stderr.write(`${title} …`)
  const ticking = stderr.isTTY ? setInterval(() => stderr.write(`\r${title} … ${seconds()} s`), 1000) : undefined
  try {
    return await act()
  } finally {
    clearInterval(ticking)
    stderr.write(stderr.isTTY ? `\r${title} … ${seconds()} s\n` : ` ${seconds()} s\n`)
  }
}

function runQuietly(program, args, options, output) {
  return new Promise((settle, fail) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (bytes) => output.push(bytes))
    child.stderr.on('data', (bytes) => output.push(bytes))
    child.on('error', (cause) => fail(new Stop(`${program} could not be started: ${cause.message}`)))
    child.on('close', (code, signal) => settle(code ?? signal))
  })
}
