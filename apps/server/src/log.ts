import pino from 'pino'
import type { DestinationStream } from 'pino'
import type { LogLevel } from './config.ts'
import type { Log } from './parts.ts'

/** Structured log, JSON lines to standard output. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
