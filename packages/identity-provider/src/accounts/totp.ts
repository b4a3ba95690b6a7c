import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds that one code stands for. */
export const stepSeconds = 30
/** Bytes of a secret: the length of a SHA-1, as RFC 4226 asks (section 4, R6). */
export const secretLength = 20
const digits = 6

/** The time step of a moment. @see https://www.rfc-editor.org/rfc/rfc6238#section-4.2 */
export function stepOf(time: Date): number {
  return Math.floor(time.getTime() / 1000 / stepSeconds)
}

/** The code of a step: HMAC-SHA-1, truncated to six digits. @see https://www.rfc-editor.org/rfc/rfc4226#section-5.3 */
export function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0xf
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits
  return String(number).padStart(digits, '0')
}

/**
 * The step that a typed code belongs to: the present one, or one before or after, since clocks drift and people type;
 * null when it belongs to none. Spaces are no part of it. Whether it was used before is the store's to say.
 */
export function matchingStep(secret: Uint8Array, typed: string, now: Date): number | null {
  const code = typed.replace(/[\s-]/g, '')
  if (!/^[0-9]{6}$/.test(code)) return null
  const present = stepOf(now)
  let found: number | null = null
  // All three are always made and compared: how long it takes tells nothing.
  for (const step of [present + 1, present - 1, present])
    if (step >= 0 && timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(code))) found = step
  return found
}

/**
 * The address by which authenticator apps take a secret over, as a QR code or a link. Every app takes these values.
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function otpAddress(organisation: string, email: string, secret: string): string {
  // A colon parts issuer and account.
  const issuer = encodeURIComponent(organisation.replaceAll(':', ' '))
  const query = `secret=${secret}&issuer=${issuer}&algorithm=SHA1&digits=${digits}&period=${stepSeconds}`
  return `otpauth://totp/${issuer}:${encodeURIComponent(email)}?${query}`
}
