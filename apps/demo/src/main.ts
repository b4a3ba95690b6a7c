import { DemoConfigError, readDemoConfig } from './config.ts'
import { type Demo, startDemo } from './start-demo.ts'
import { announce } from './terminal/announce.ts'
import { failureSentence, progressLine } from './terminal/sentences.ts'

/** A stop that takes longer than this is ended, milliseconds. */
const patience = 2_000

const write = (text: string) => void process.stdout.write(text)
let demo: Promise<Demo> | null = null
let stopping = false

function stop(): void {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(1), patience).unref()
  const closed = demo?.then((running) => running.close()) ?? Promise.resolve()
  closed.then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

try {
  const config = readDemoConfig()
  demo = startDemo(config, (step, first, movedTo) => {
    const line = progressLine(step, first, movedTo)
    if (line !== null) write(`${line}…\n`)
  })
  const running = await demo.catch((error: unknown) => {
    throw new Error(failureSentence(error, config.port), { cause: error })
  })
  if (!stopping) await announce(running, write, process.stdout.isTTY)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof DemoConfigError ? 2 : 1)
}
