import { compose } from './compose.ts'
import { ConfigError, readConfig } from './config.ts'

try {
  const server = await compose(readConfig())
  process.stdout.write(`Latchkey is ready at ${server.origin}\n`)
  // npm and a process group may both deliver the same signal: every one after the first is heard and ignored.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void server.close())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof ConfigError ? 2 : 1
}
