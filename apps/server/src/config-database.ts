import { resolve } from 'node:path'
import type { Secret } from '@latchkey/domain'
import { ConfigError, secretOf } from './config-environment.ts'
import type { Environment } from './config-environment.ts'

export type DatabaseConfig =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: Secret<string>; readonly listenUrl: Secret<string> | null }

/** LATCHKEY_DATABASE_URL and LATCHKEY_DATABASE_LISTEN_URL; without them the embedded database in the data folder. */
export function readDatabase(environment: Environment, data: string): DatabaseConfig {
  const url = readAddress(environment, 'LATCHKEY_DATABASE_URL')
  const listenUrl = readAddress(environment, 'LATCHKEY_DATABASE_LISTEN_URL')
  if (url !== null) return { kind: 'postgres', url, listenUrl }
  if (listenUrl === null) return { kind: 'embedded', folder: resolve(data, 'database') }
  throw new ConfigError('LATCHKEY_DATABASE_LISTEN_URL needs LATCHKEY_DATABASE_URL beside it.')
}

function readAddress(environment: Environment, name: string): Secret<string> | null {
  const url = secretOf(environment, name)
  // The value is not quoted: it may hold a password.
  if (url !== null && !/^postgres(?:ql)?:\/\//.test(url.reveal())) {
    throw new ConfigError(`${name} must begin with postgresql://`)
  }
  return url
}
