import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Secret } from '@latchkey/domain'
import type { Strength } from '@latchkey/domain'
import type { Organisation } from '@latchkey/portal-api'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'

/** Where people are known from. */
export type ProviderConfig =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'foreign'
      readonly issuer: string
      readonly clientId: string
      readonly clientSecret: Secret<string>
    }

export type DatabaseConfig =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: Secret<string>; readonly listenUrl: Secret<string> | null }

export type ServerRole = 'portal' | 'devices' | 'jobs'

/** Everything that the environment says, read once. */
export type Config = {
  readonly mode: 'demo' | 'real'
  readonly host: string
  readonly port: number
  /** null: made of the port that is really bound. */
  readonly origin: string | null
  readonly hosts: readonly string[]
  readonly data: string
  readonly database: DatabaseConfig
  readonly keyFile: string
  readonly organisation: Organisation
  readonly provider: ProviderConfig
  readonly strength: Strength
  readonly apnsUrl: string
  /** PEM roots for outgoing TLS, beside the system's. */
  readonly outboundRoots: string | null
  readonly logLevel: LogLevel
  readonly roles: readonly ServerRole[]
  readonly portalFolder: string
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** A variable has a value that can't be used. The message is a sentence that names it. */
export class ConfigError extends Error {
  readonly code = 'config'
}

const portalFolder = fileURLToPath(new URL('../../portal/dist', import.meta.url))
const vendorApns = 'https://api.push.apple.com'

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the configuration of the production server from its environment; throws ConfigError. */
export function readConfig(environment: Environment): Config {
  const data = resolve(environment['LATCHKEY_DATA'] ?? './data/live')
  const keyFile = environment['LATCHKEY_KEY_FILE']
  if (keyFile === undefined) {
    throw new ConfigError('LATCHKEY_KEY_FILE is missing: make a key outside the data folder, and name its file here.')
  }
  const file = readFile(environment['LATCHKEY_CONFIG'] ?? resolve(data, 'latchkey.yaml'), environment)
  return {
    mode: 'real',
    host: environment['LATCHKEY_HOST'] ?? '127.0.0.1',
    port: readPort(environment),
    origin: readOrigin(environment),
    hosts: list(environment['LATCHKEY_HOSTS']),
    data,
    database: readDatabase(environment, data),
    keyFile: resolve(keyFile.replace(/^~(?=\/)/, homedir())),
    organisation: file.organisation,
    provider: readProvider(environment),
    strength: file.strength,
    apnsUrl: environment['LATCHKEY_APNS_URL'] ?? vendorApns,
    outboundRoots: readPem(environment, 'LATCHKEY_OUTBOUND_CA'),
    logLevel: readLevel(environment),
    roles: readRoles(environment),
    portalFolder,
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
    hosts: [],
    provider: { kind: 'embedded' },
    strength: { kind: 'one-factor' },
    apnsUrl: vendorApns,
    outboundRoots: null,
    logLevel: 'warn',
    roles: ['portal', 'devices', 'jobs'],
    portalFolder,
    ...fields,
  }
}

const Port = z.coerce.number().int().min(0).max(65_535)

/** LATCHKEY_PORT, default 8080. */
export function readPort(environment: Environment): number {
  const port = Port.safeParse(environment['LATCHKEY_PORT'] ?? '8080')
  if (!port.success) throw new ConfigError('LATCHKEY_PORT must be a port number, 0 to 65535.')
  return port.data
}

/** LATCHKEY_ORIGIN: scheme, host and port, nothing after. */
export function readOrigin(environment: Environment): string | null {
  const value = environment['LATCHKEY_ORIGIN']
  if (value === undefined) return null
  const url = URL.parse(value)
  if (url === null || url.origin === 'null' || url.href !== `${url.origin}/`) {
    throw new ConfigError(
      'LATCHKEY_ORIGIN must be an origin such as https://portal.example.org, with nothing after it.',
    )
  }
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw new ConfigError('LATCHKEY_ORIGIN must begin with https:// (plain http works on localhost only).')
  }
  return url.origin
}

function readDatabase(environment: Environment, data: string): DatabaseConfig {
  const url = secret(environment, 'LATCHKEY_DATABASE_URL')
  if (url === null) return { kind: 'embedded', folder: resolve(data, 'database') }
  if (!/^postgres(ql)?:/.test(url.reveal()))
    throw new ConfigError('LATCHKEY_DATABASE_URL must begin with postgresql://')
  return { kind: 'postgres', url, listenUrl: secret(environment, 'LATCHKEY_DATABASE_LISTEN_URL') }
}

function readProvider(environment: Environment): ProviderConfig {
  const issuer = environment['LATCHKEY_OIDC_ISSUER']
  if (issuer === undefined) return { kind: 'embedded' }
  const clientId = environment['LATCHKEY_OIDC_CLIENT_ID']
  const clientSecret = secret(environment, 'LATCHKEY_OIDC_CLIENT_SECRET')
  if (URL.parse(issuer) === null) throw new ConfigError('LATCHKEY_OIDC_ISSUER must be an address.')
  if (clientId === undefined || clientSecret === null) {
    throw new ConfigError(
      'LATCHKEY_OIDC_ISSUER needs LATCHKEY_OIDC_CLIENT_ID and LATCHKEY_OIDC_CLIENT_SECRET beside it.',
    )
  }
  return { kind: 'foreign', issuer, clientId, clientSecret }
}

function readLevel(environment: Environment): LogLevel {
  const level = z.enum(['debug', 'info', 'warn', 'error', 'silent']).safeParse(environment['LATCHKEY_LOG'] ?? 'info')
  if (!level.success) throw new ConfigError('LATCHKEY_LOG must be debug, info, warn, error or silent.')
  return level.data
}

function readRoles(environment: Environment): readonly ServerRole[] {
  const roles = z.array(z.enum(['portal', 'devices', 'jobs'])).safeParse(list(environment['LATCHKEY_ROLES']))
  if (!roles.success) throw new ConfigError('LATCHKEY_ROLES must name portal, devices or jobs, separated by commas.')
  return roles.data.length === 0 ? ['portal', 'devices', 'jobs'] : roles.data
}

/** A secret comes as NAME or as a file in NAME_FILE. */
function secret(environment: Environment, name: string): Secret<string> | null {
  const file = environment[`${name}_FILE`]
  if (file !== undefined) return new Secret(readNamedFile(file, `${name}_FILE`).trim())
  const value = environment[name]
  return value === undefined ? null : new Secret(value)
}

function readPem(environment: Environment, name: string): string | null {
  const file = environment[name]
  return file === undefined ? null : readNamedFile(file, name)
}

function readNamedFile(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ConfigError(`${name} names a file that can't be read: ${path}`, { cause })
  }
}

function list(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

const OrganisationFile = z.object({
  name: z.string().min(1).max(40).default('Latchkey'),
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .transform((colour) => colour.toLowerCase())
    .default('#0e5a6b'),
  privacyUrl: z.url().max(79).nullable().default(null),
  contact: z
    .object({
      name: z.string().max(40).nullable().default(null),
      phone: z.string().max(20).nullable().default(null),
      email: z.string().max(40).nullable().default(null),
      websiteName: z.string().max(40).nullable().default(null),
      websiteUrl: z
        .url({ protocol: /^https?$/ })
        .max(150)
        .nullable()
        .default(null),
      note: z.string().max(120).nullable().default(null),
    })
    .prefault({}),
})

const StrengthFile = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unset') }),
  z.object({ kind: z.literal('one-factor') }),
  z.object({ kind: z.literal('acr'), accepted: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('amr'), required: z.array(z.string()).min(1) }),
])

const ConfigFile = z.object({
  organisation: OrganisationFile.prefault({}),
  strength: StrengthFile.default({ kind: 'unset' }),
})

function readFile(path: string, environment: Environment): { organisation: Organisation; strength: Strength } {
  const named = environment['LATCHKEY_CONFIG'] !== undefined
  let text = ''
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (named) throw new ConfigError(`LATCHKEY_CONFIG names a file that can't be read: ${path}`, { cause })
  }
  const parsed = ConfigFile.safeParse(parseYaml(text) ?? {})
  if (!parsed.success) throw new ConfigError(`${path}: ${z.prettifyError(parsed.error)}`)
  const { organisation, strength } = parsed.data
  return { organisation: { ...organisation, logoUrl: null }, strength }
}
