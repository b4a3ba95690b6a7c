import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTestDatabase } from '@latchkey/postgres/test'
import { newKeyFile } from '../../apps/server/src/secrets/key-file.ts'

const main = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url))

export type Ended = { readonly code: number | null; readonly signal: string | null; readonly at: number }

/** The production server as `npm run serve` starts it, with this environment beside what it needs. */
export async function serveProcess(environment: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-served-'))
  const keyFile = join(folder, 'key')
  await newKeyFile(keyFile)
  const test = await createTestDatabase('postgres')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      LATCHKEY_KEY_FILE: keyFile,
      LATCHKEY_DATA: join(folder, 'data'),
      LATCHKEY_DATABASE_URL: test.url ?? '',
      LATCHKEY_PORT: '0',
      LATCHKEY_ADMIN_LISTEN: '127.0.0.1:0',
      ...environment,
    },
  })
  let output = ''
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString('utf8')))
  const ended = new Promise<Ended>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal, at: performance.now() }))
  })
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const ready = /^Latchkey is ready at (\S+)$/m.exec(output)
      if (ready?.[1] !== undefined) resolve(ready[1])
    })
    void ended.then(() => reject(new Error(`the server did not start: ${complaints}`)))
  })
  return {
    origin,
    folder,
    ended,
    output: () => output,
    complaints: () => complaints,
    signal: (name: NodeJS.Signals) => child.kill(name),
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
      await test.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
