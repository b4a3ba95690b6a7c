import type { ScepAuthority } from './authority.ts'
import { longestMessage } from './pki-message.ts'

/**
 * The answer to GetCACaps (RFC 8894 section 3.5.2), text/plain. Apple's client compares whole lines, takes the longest
 * SHA it finds, and stops where it finds none.
 */
export function scepCapabilities(): string {
  const lines = ['POSTPKIOperation', 'Renewal', 'SHA-256', 'SHA-384', 'SHA-512', 'AES', 'DES3', 'SCEPStandard']
  return lines.map((line) => `${line}\n`).join('')
}

/**
 * The answer to GetCACert: the one certificate. A degenerate PKCS #7 would make Apple's client look for a registration
 * authority of its own in it, and fail.
 */
export function caCertificateAnswer(authority: ScepAuthority): { readonly type: string; readonly body: Uint8Array } {
  return { type: 'application/x-x509-ca-cert', body: authority.certificate }
}

/**
 * The message of `GET ?operation=PKIOperation&message=…`, URL-decoded before; null where it is no base64 or too long.
 * Clients leave `+` as it is, and URL decoding makes a space of it; some break lines, some take the URL's alphabet.
 */
export function decodeGetMessage(text: string): Uint8Array | null {
  if (text.length > longestMessage * 1.5) return null
  const base64 = text
    .replace(/[\r\n]/g, '')
    .replace(/[ -]/g, '+')
    .replaceAll('_', '/')
  const body = base64.replace(/={1,2}$/, '')
  if (!/^[A-Za-z0-9+/]+$/.test(body) || body.length % 4 === 1) return null
  return Buffer.from(body, 'base64')
}
