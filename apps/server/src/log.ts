import { AsyncLocalStorage } from 'node:async_hooks'
import pino from 'pino'
import type { DestinationStream } from 'pino'
import type { LogLevel } from './config.ts'
import type { Log } from './parts.ts'

const present = new AsyncLocalStorage<string>()

/** Runs the work of one HTTP request: every line that it logs then carries the request's id, as `http`. */
export function inRequest<T>(id: string, work: () => T): T {
  return present.run(id, work)
}

/** Structured log, JSON lines to standard output. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => {
      const id = present.getStore()
      return id === undefined ? {} : { http: id }
    },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
