import { compose } from './compose.ts'
import { ConfigError, readConfig } from './config.ts'

/** A stop that takes longer than this is ended, milliseconds. */
const patience = 15_000

try {
  const server = await compose(readConfig())
  process.stdout.write(`Latchkey is ready at ${server.origin}\n`)
  let stopping = false
  const stop = () => {
    // npm and a process group may both deliver the same signal: every one after the first is heard and ignored.
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), patience).unref()
    server.close().catch((error: unknown) => {
      process.stderr.write(`The stop went wrong: ${error instanceof Error ? error.message : String(error)}\n`)
      process.exitCode = 1
    })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof ConfigError ? 2 : 1
}
