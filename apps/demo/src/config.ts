import { resolve } from 'node:path'

/** What the demo's environment says. */
export type DemoConfig = {
  /** 0: any free one. */
  readonly port: number
  readonly host: string
  /** null: `http://localhost:PORT`. */
  readonly origin: string | null
  readonly data: string
  readonly logLevel: LogLevel
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

/** The demo can't start with this environment; the message is a sentence that says what helps. */
export class DemoConfigError extends Error {
  readonly code = 'config'
}

type Environment = Readonly<Record<string, string | undefined>>

const loopbackHosts = ['127.0.0.1', '::1', 'localhost']
const loopbackNames = ['localhost', '127.0.0.1', '[::1]']
const instead = 'For anything real, use "npm run serve".'

/** Reads the environment of `npm start`. Throws `DemoConfigError` for whatever would let others in. */
export function readDemoConfig(environment: Environment = process.env): DemoConfig {
  for (const name of ['LATCHKEY_DATABASE_URL', 'LATCHKEY_DATABASE_URL_FILE']) {
    if (environment[name] !== undefined) {
      throw new DemoConfigError(`The demo keeps its data in a folder and takes no ${name}. ${instead}`)
    }
  }
  return {
    port: readPort(environment['LATCHKEY_PORT'] ?? '8080'),
    host: readHost(environment['LATCHKEY_HOST'] ?? '127.0.0.1'),
    origin: readOrigin(environment['LATCHKEY_ORIGIN']),
    data: resolve(environment['LATCHKEY_DATA'] ?? './data/demo'),
    logLevel: readLogLevel(environment['LATCHKEY_LOG'] ?? 'warn'),
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (!(port <= 65_535)) throw new DemoConfigError('LATCHKEY_PORT must be a port number, 0 to 65535.')
  return port
}

function readHost(host: string): string {
  if (loopbackHosts.includes(host)) return host
  throw new DemoConfigError(
    `The demo listens on this computer alone, and LATCHKEY_HOST=${host} would open it to others. ${instead}`,
  )
}

function readOrigin(text: string | undefined): string | null {
  if (text === undefined) return null
  const url = URL.parse(text)
  if (url?.protocol === 'http:' && loopbackNames.includes(url.hostname) && url.href === `${url.origin}/`) {
    return url.origin
  }
  throw new DemoConfigError(
    `The demo is for this computer alone: LATCHKEY_ORIGIN must be like http://localhost:8080, not ${text}. ${instead}`,
  )
}

function readLogLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text)
  if (level === undefined) throw new DemoConfigError('LATCHKEY_LOG must be debug, info, warn, error or silent.')
  return level
}
