import { unwatchFile, watchFile } from 'node:fs'
import type { Log } from '../parts.ts'
import { expiryTeller } from './tls-expiry.ts'
import { readTlsPair } from './tls-pair.ts'
import type { TlsFiles, TlsPair } from './tls-pair.ts'

export type TlsWatch = {
  /** The pair in use. */
  readonly current: () => TlsPair
  stop(): void
}

const lookEvery = 2_000
const hour = 3_600_000

/**
 * Reads the pair and calls `renewed` with each later one. Looks at the files by name every `interval` ms, since they
 * are often links that are swapped; a pair that is half written stays unused until its other half has come.
 */
export function watchTls(files: TlsFiles, log: Log, renewed: (pair: TlsPair) => void, interval = lookEvery): TlsWatch {
  let pair = readTlsPair(files)
  const tell = expiryTeller('tls', log)
  tell(pair.expires, new Date())
  const look = () => {
    try {
      const next = readTlsPair(files)
      if (next.cert === pair.cert && next.key === pair.key) return
      pair = next
      renewed(pair)
      log.info({ expires: pair.expires.toISOString() }, 'the TLS certificate was renewed')
      tell(pair.expires, new Date())
    } catch (error) {
      log.warn(
        { reason: error instanceof Error ? error.message : 'unknown' },
        'the new TLS certificate is not usable yet',
      )
    }
  }
  const names = [files.certificate, files.key]
  for (const name of names) watchFile(name, { interval, persistent: false }, look)
  const hourly = setInterval(() => tell(pair.expires, new Date()), hour)
  hourly.unref()
  return {
    current: () => pair,
    stop() {
      clearInterval(hourly)
      for (const name of names) unwatchFile(name, look)
    },
  }
}
