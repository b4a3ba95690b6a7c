import { ProviderFailure } from './provider-failure.ts'

/** What an ID token, verified as a token, says of a sign-in. */
export type SignedInClaims = {
  readonly issuer: string
  readonly subject: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string
  /** As they came: judged before they are used. */
  readonly authTime: unknown
  readonly acr: unknown
  readonly amr: unknown
}

/** Reads the claims we use; whatever has another shape counts as absent. Throws `ProviderFailure` without a subject. */
export function readClaims(claims: Readonly<Record<string, unknown>>): SignedInClaims {
  const subject = claims['sub']
  if (typeof subject !== 'string' || subject === '' || subject.length > 255 || subject !== line(subject, 255))
    throw new ProviderFailure('subject not valid', 'provider-error')
  const email = line(claims['email'], 254).trim()
  const name = line(claims['name'], 200).trim() || line(claims['preferred_username'], 200).trim() || email || subject
  return {
    issuer: String(claims['iss']),
    subject,
    email,
    emailVerified: claims['email_verified'] === true,
    name,
    authTime: claims['auth_time'],
    acr: claims['acr'],
    amr: claims['amr'],
  }
}

/** When the person signed in, in seconds, where it is a time that can have been; null otherwise: it confirms nothing. */
export function plausibleAuthTime(authTime: unknown, now: Date): number | null {
  const latest = now.getTime() / 1000 + 30
  return Number.isSafeInteger(authTime) && Number(authTime) > 0 && Number(authTime) <= latest ? Number(authTime) : null
}

export function plainAcr(acr: unknown): string | null {
  return typeof acr === 'string' ? line(acr, 200) : null
}

export function plainAmr(amr: unknown): readonly string[] {
  const methods: readonly unknown[] = Array.isArray(amr) ? amr.slice(0, 20) : []
  return methods.filter((method) => typeof method === 'string').map((method) => line(method, 50))
}

/** One line of text that every database takes: no control character, no half of a surrogate pair. */
function line(value: unknown, longest: number): string {
  return typeof value === 'string'
    ? value
        .slice(0, longest)
        .replace(/\p{Cc}/gu, '')
        .toWellFormed()
    : ''
}
