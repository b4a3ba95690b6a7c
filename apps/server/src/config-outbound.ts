import { X509Certificate } from 'node:crypto'
import { ConfigError, readNamedFile, valueOf } from './config-environment.ts'
import type { Environment } from './config-environment.ts'

/** Where the server calls out to. */
export type OutboundConfig = {
  readonly apnsUrl: string
  /** PEM roots for outgoing TLS, beside the system's. */
  readonly outboundRoots: string | null
}

export const vendorApns = 'https://api.push.apple.com'

/** LATCHKEY_APNS_URL and LATCHKEY_OUTBOUND_CA. */
export function readOutbound(environment: Environment): OutboundConfig {
  const apnsUrl = valueOf(environment, 'LATCHKEY_APNS_URL') ?? vendorApns
  if (URL.parse(apnsUrl)?.protocol !== 'https:') {
    throw new ConfigError(`LATCHKEY_APNS_URL must be an address such as ${vendorApns}.`)
  }
  return { apnsUrl, outboundRoots: readRoots(environment) }
}

function readRoots(environment: Environment): string | null {
  const file = valueOf(environment, 'LATCHKEY_OUTBOUND_CA')
  if (file === null) return null
  const pem = readNamedFile('LATCHKEY_OUTBOUND_CA', file)
  try {
    new X509Certificate(pem)
    return pem
  } catch (cause) {
    throw new ConfigError(`LATCHKEY_OUTBOUND_CA names a file without certificates in PEM: ${file}`, { cause })
  }
}
