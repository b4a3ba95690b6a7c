import { ConfigError, listOf, valueOf } from './config-environment.ts'
import type { Environment } from './config-environment.ts'

/** Where the process listens, and the names it answers to. */
export type ListenConfig = {
  readonly host: string
  readonly port: number
  /** null: made of the port that is really bound. */
  readonly origin: string | null
  /** Written into enrolments; null: the people's, at LATCHKEY_DEVICE_PORT where that is set. */
  readonly deviceOrigin: string | null
  /** Further accepted Host names, lower case, each with its port where that is not the usual one. */
  readonly hosts: readonly string[]
  /** Where `/metrics` and the reasons of `/readyz` are; null: nowhere. */
  readonly adminListen: { readonly host: string; readonly port: number } | null
}

const loopback = ['localhost', '127.0.0.1', '[::1]']

export function readListen(environment: Environment): ListenConfig {
  return {
    host: valueOf(environment, 'LATCHKEY_HOST') ?? '127.0.0.1',
    port: readPort(environment, 'LATCHKEY_PORT') ?? 8080,
    origin: readOrigin(environment, 'LATCHKEY_ORIGIN'),
    deviceOrigin: readOrigin(environment, 'LATCHKEY_DEVICE_ORIGIN'),
    hosts: listOf(environment, 'LATCHKEY_HOSTS').map(readHostName),
    adminListen: readAdminListen(environment),
  }
}

/** A port number, 0 to 65535; 0 takes any free one. */
export function readPort(environment: Environment, name: string): number | null {
  const value = valueOf(environment, name)
  if (value === null) return null
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN
  if (!(port <= 65_535)) throw new ConfigError(`${name} must be a port number, 0 to 65535, not ${value}.`)
  return port
}

/** Scheme, host and port, nothing after; plain http on this machine only. */
export function readOrigin(environment: Environment, name: string): string | null {
  const value = valueOf(environment, name)
  if (value === null) return null
  const url = URL.parse(value)
  if (url === null || url.origin === 'null' || url.href !== `${url.origin}/`) {
    throw new ConfigError(`${name} must be an origin such as https://portal.example.org, with nothing after it.`)
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.includes(url.hostname))) {
    throw new ConfigError(`${name} must begin with https:// (plain http works on localhost only).`)
  }
  return url.origin
}

/** LATCHKEY_ADMIN_LISTEN: HOST:PORT, or off. */
function readAdminListen(environment: Environment): ListenConfig['adminListen'] {
  const value = valueOf(environment, 'LATCHKEY_ADMIN_LISTEN') ?? '127.0.0.1:9090'
  if (value === 'off') return null
  const parts = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+)):(\d{1,5})$/i.exec(value)
  const host = parts?.[1] ?? parts?.[2]
  const port = Number(parts?.[3])
  if (host !== undefined && port <= 65_535) return { host, port }
  throw new ConfigError(`LATCHKEY_ADMIN_LISTEN must be HOST:PORT, such as 127.0.0.1:9090, or off, not ${value}.`)
}

function readHostName(host: string): string {
  const url = URL.parse(`https://${host}`)
  if (url === null || url.host !== host.toLowerCase().replace(/:443$/, '')) {
    throw new ConfigError(
      `LATCHKEY_HOSTS must name hosts such as portal.example.org, separated by commas, not ${host}.`,
    )
  }
  return url.host
}
