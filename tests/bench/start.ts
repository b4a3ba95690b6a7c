import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../reliability/free-port.ts'
import { rounded } from './percentile.ts'

const root = new URL('../..', import.meta.url).pathname

/** `npm start` until its ready line, with everything installed: on an empty folder, and the second time (seconds). */
export async function benchStart(): Promise<Record<string, number>> {
  const data = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  try {
    // The same port twice: another one would be another origin, and the demo would begin anew.
    const port = await freePort()
    return { firstStartSeconds: await startOnce(data, port), secondStartSeconds: await startOnce(data, port) }
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

async function startOnce(data: string, port: number): Promise<number> {
  const begun = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, LATCHKEY_DATA: data, LATCHKEY_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    await new Promise<void>((resolve, reject) => {
      let printed = ''
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString('utf8')
        if (printed.includes('Latchkey is ready at')) resolve()
      })
      child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${printed}`)))
    })
    return rounded((performance.now() - begun) / 1000, 2)
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    await ended
  }
}
