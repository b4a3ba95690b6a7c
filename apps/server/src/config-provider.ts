import type { Secret } from '@latchkey/domain'
import { ConfigError, secretOf, valueOf } from './config-environment.ts'
import type { Environment } from './config-environment.ts'

/** Where people are known from. */
export type ProviderConfig =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'foreign'
      readonly issuer: string
      readonly clientId: string
      readonly clientSecret: Secret<string>
    }

/** LATCHKEY_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET: all three or none. */
export function readProvider(environment: Environment): ProviderConfig {
  const issuer = valueOf(environment, 'LATCHKEY_OIDC_ISSUER')
  const clientId = valueOf(environment, 'LATCHKEY_OIDC_CLIENT_ID')
  const clientSecret = secretOf(environment, 'LATCHKEY_OIDC_CLIENT_SECRET')
  if (issuer === null) {
    if (clientId === null && clientSecret === null) return { kind: 'embedded' }
    throw new ConfigError('LATCHKEY_OIDC_ISSUER is missing beside LATCHKEY_OIDC_CLIENT_ID and _CLIENT_SECRET.')
  }
  if (clientId === null || clientSecret === null) {
    throw new ConfigError(
      'LATCHKEY_OIDC_ISSUER needs LATCHKEY_OIDC_CLIENT_ID and LATCHKEY_OIDC_CLIENT_SECRET beside it.',
    )
  }
  if (!isIssuer(issuer)) {
    throw new ConfigError(
      'LATCHKEY_OIDC_ISSUER must be an address such as https://login.example.org/, https:// but on localhost.',
    )
  }
  return { kind: 'foreign', issuer, clientId, clientSecret }
}

function isIssuer(issuer: string): boolean {
  const url = URL.parse(issuer)
  if (url === null || url.search !== '' || url.hash !== '') return false
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && here)
}
