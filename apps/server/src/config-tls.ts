import { ConfigError, pathOf, valueOf } from './config-environment.ts'
import type { Environment } from './config-environment.ts'
import { readPort } from './config-listen.ts'
import { readTlsPair } from './http/tls-pair.ts'
import type { TlsFiles } from './http/tls-pair.ts'

/** TLS served by the process itself, and the listener for devices beside the portal's. */
export type TlsConfig = {
  readonly tls: TlsFiles | null
  /** null: devices call where people do. */
  readonly devicePort: number | null
}

/** LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY, both or none; LATCHKEY_DEVICE_PORT, which needs them. */
export function readTls(environment: Environment, roles: readonly string[]): TlsConfig {
  const tls = readFiles(environment)
  const devicePort = readPort(environment, 'LATCHKEY_DEVICE_PORT')
  if (devicePort !== null && tls === null) {
    throw new ConfigError(
      'LATCHKEY_DEVICE_PORT needs LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY: devices show their certificate in TLS.',
    )
  }
  if (devicePort !== null && !roles.includes('devices')) {
    throw new ConfigError('LATCHKEY_DEVICE_PORT is set, but LATCHKEY_ROLES leaves devices to other processes.')
  }
  return { tls, devicePort }
}

function readFiles(environment: Environment): TlsFiles | null {
  const certificate = valueOf(environment, 'LATCHKEY_TLS_CERT')
  const key = valueOf(environment, 'LATCHKEY_TLS_KEY')
  if (certificate === null && key === null) return null
  if (certificate === null || key === null) {
    throw new ConfigError('LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY belong together: one of them is missing.')
  }
  const files = { certificate: pathOf(certificate), key: pathOf(key) }
  try {
    readTlsPair(files)
    return files
  } catch (cause) {
    throw new ConfigError(`LATCHKEY_TLS_CERT, LATCHKEY_TLS_KEY: ${(cause as Error).message}`, { cause })
  }
}
