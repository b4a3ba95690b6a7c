import { isIP } from 'node:net'
import type { Secret } from '@latchkey/domain'
import { ConfigError, listOf, pathOf, secretOf, valueOf } from './config-environment.ts'
import type { Environment } from './config-environment.ts'

/** Who may say where a request comes from, and hand over a device's certificate. */
export type ProxyConfig = {
  /** Addresses and networks (CIDR) that must show the secret. */
  readonly trustedProxies: readonly string[]
  /** A Unix socket to listen on as well; whoever may open it is trusted. */
  readonly proxySocket: string | null
  readonly proxySecret: Secret<string> | null
  /** Lower case; null: no certificate is taken from a header. */
  readonly clientCertificateHeader: string | null
}

const shortestSecret = 32

/** LATCHKEY_TRUSTED_PROXIES, LATCHKEY_PROXY_SECRET and LATCHKEY_CLIENT_CERT_HEADER. */
export function readProxies(environment: Environment): ProxyConfig {
  const named = listOf(environment, 'LATCHKEY_TRUSTED_PROXIES')
  const sockets = named.filter((name) => name.startsWith('/'))
  const trustedProxies = named.filter((name) => !name.startsWith('/'))
  const proxySecret = secretOf(environment, 'LATCHKEY_PROXY_SECRET')
  const header = valueOf(environment, 'LATCHKEY_CLIENT_CERT_HEADER')
  trustedProxies.forEach(checkAddress)
  if (sockets.length > 1) throw new ConfigError('LATCHKEY_TRUSTED_PROXIES can name one Unix socket only.')
  // An address alone proves nothing: every process on that machine, or in that container's network, has it.
  if (trustedProxies.length > 0 && proxySecret === null) {
    throw new ConfigError(
      `LATCHKEY_TRUSTED_PROXIES=${trustedProxies.join(',')} needs LATCHKEY_PROXY_SECRET_FILE: ` +
        'any program at an address could pass for the proxy. Or name a Unix socket.',
    )
  }
  if (proxySecret !== null && proxySecret.reveal().length < shortestSecret) {
    throw new ConfigError(`LATCHKEY_PROXY_SECRET_FILE must hold ${shortestSecret} characters or more.`)
  }
  if (header !== null && !/^[a-z][a-z0-9-]*$/i.test(header)) {
    throw new ConfigError('LATCHKEY_CLIENT_CERT_HEADER must be the name of a header, such as Client-Cert.')
  }
  if (header !== null && named.length === 0) {
    throw new ConfigError('LATCHKEY_CLIENT_CERT_HEADER needs LATCHKEY_TRUSTED_PROXIES: nobody may send it.')
  }
  const [socket] = sockets
  return {
    trustedProxies,
    proxySecret,
    proxySocket: socket === undefined ? null : pathOf(socket),
    clientCertificateHeader: header?.toLowerCase() ?? null,
  }
}

function checkAddress(name: string): void {
  const [address = '', prefix, ...rest] = name.split('/')
  const family = isIP(address)
  const bits = prefix === undefined ? 1 : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN
  if (family !== 0 && rest.length === 0 && bits >= 1 && bits <= (family === 4 ? 32 : 128)) return
  throw new ConfigError(
    `LATCHKEY_TRUSTED_PROXIES must name a Unix socket (/run/latchkey/http.sock), addresses or networks, not ${name}.`,
  )
}
