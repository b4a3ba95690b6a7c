import { accessSync, constants } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Strength } from '@latchkey/domain'
import type { Organisation } from '@latchkey/portal-api'
import { readDatabase } from './config-database.ts'
import type { DatabaseConfig } from './config-database.ts'
import { ConfigError, listOf, pathOf, valueOf } from './config-environment.ts'
import type { Environment } from './config-environment.ts'
import { readConfigFile } from './config-file.ts'
import { readListen } from './config-listen.ts'
import type { ListenConfig } from './config-listen.ts'
import { readOutbound, vendorApns } from './config-outbound.ts'
import type { OutboundConfig } from './config-outbound.ts'
import { readProvider } from './config-provider.ts'
import type { ProviderConfig } from './config-provider.ts'
import { readProxies } from './config-proxy.ts'
import type { ProxyConfig } from './config-proxy.ts'
import { readTls } from './config-tls.ts'
import type { TlsConfig } from './config-tls.ts'

export { ConfigError } from './config-environment.ts'
export type { DatabaseConfig } from './config-database.ts'
export type { ProviderConfig } from './config-provider.ts'

const serverRoles = ['portal', 'devices', 'jobs'] as const
export type ServerRole = (typeof serverRoles)[number]

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Everything that the environment says, read once. */
export type Config = ListenConfig &
  TlsConfig &
  ProxyConfig &
  OutboundConfig & {
    readonly mode: 'demo' | 'real'
    readonly data: string
    readonly database: DatabaseConfig
    readonly keyFile: string
    readonly organisation: Organisation
    readonly provider: ProviderConfig
    readonly strength: Strength
    readonly logLevel: LogLevel
    readonly roles: readonly ServerRole[]
    readonly portalFolder: string
  }

const portalFolder = fileURLToPath(new URL('../../portal/dist', import.meta.url))

/** Reads the configuration of the production server from its environment; throws `ConfigError`. */
export function readConfig(environment: Environment = process.env): Config {
  const roles = readRoles(environment)
  const data = pathOf(valueOf(environment, 'LATCHKEY_DATA') ?? './data/live')
  return {
    mode: 'real',
    data,
    portalFolder,
    keyFile: readKeyPath(environment, data),
    database: readDatabase(environment, data),
    provider: readProvider(environment),
    logLevel: readLevel(environment),
    roles,
    ...readListen(environment),
    ...readTls(environment, roles),
    ...readProxies(environment),
    ...readOutbound(environment),
    ...readConfigFile(environment, data),
  }
}

/** What the demo and tests start from; each overrides what it needs. */
export function baseConfig(
  fields: Partial<Config> & Pick<Config, 'data' | 'database' | 'keyFile' | 'organisation'>,
): Config {
  return {
    mode: 'demo',
    host: '127.0.0.1',
    port: 0,
    origin: null,
    deviceOrigin: null,
    hosts: [],
    adminListen: null,
    tls: null,
    devicePort: null,
    trustedProxies: [],
    proxySocket: null,
    proxySecret: null,
    clientCertificateHeader: null,
    provider: { kind: 'embedded' },
    strength: { kind: 'one-factor' },
    apnsUrl: vendorApns,
    outboundRoots: null,
    logLevel: 'warn',
    roles: serverRoles,
    portalFolder,
    ...fields,
  }
}

function readKeyPath(environment: Environment, data: string): string {
  const named = valueOf(environment, 'LATCHKEY_KEY_FILE')
  if (named === null) {
    throw new ConfigError('LATCHKEY_KEY_FILE is missing: make a key outside the data folder, and name its file here.')
  }
  const path = pathOf(named)
  const within = relative(data, path)
  if (!within.startsWith('..') && !isAbsolute(within)) {
    throw new ConfigError('LATCHKEY_KEY_FILE lies in LATCHKEY_DATA: whoever copies that folder would have both.')
  }
  try {
    accessSync(path, constants.R_OK)
  } catch (cause) {
    throw new ConfigError(`LATCHKEY_KEY_FILE names a file that can't be read: ${named}`, { cause })
  }
  return path
}

function readLevel(environment: Environment): LogLevel {
  const value = valueOf(environment, 'LATCHKEY_LOG') ?? 'info'
  const level = logLevels.find((known) => known === value)
  if (level === undefined)
    throw new ConfigError(`LATCHKEY_LOG must be debug, info, warn, error or silent, not ${value}.`)
  return level
}

function readRoles(environment: Environment): readonly ServerRole[] {
  const named = listOf(environment, 'LATCHKEY_ROLES')
  const unknown = named.find((role) => !serverRoles.some((known) => known === role))
  if (unknown !== undefined) {
    throw new ConfigError(`LATCHKEY_ROLES must name portal, devices or jobs, separated by commas, not ${unknown}.`)
  }
  return named.length === 0 ? serverRoles : serverRoles.filter((role) => named.includes(role))
}
