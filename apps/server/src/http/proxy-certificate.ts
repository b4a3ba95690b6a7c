/** Longest certificate taken from a header, in characters of the header. */
const longest = 16_384
const escapedPem = /^-----BEGIN CERTIFICATE-----\s+([A-Za-z0-9+/=\s]+?)\s*-----END CERTIFICATE-----\s*$/

/**
 * The DER in a header that a proxy sets: `:base64:`, or PEM with URL escapes (nginx). Null for anything else.
 * @see https://www.rfc-editor.org/rfc/rfc9440#section-2
 */
export function readCertificateHeader(value: string): Uint8Array | null {
  if (value.length > longest) return null
  const binary = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(value.trim())
  if (binary?.[1] !== undefined) return asSequence(binary[1])
  const pem = escapedPem.exec(unescaped(value))
  return pem?.[1] === undefined ? null : asSequence(pem[1].replace(/\s/g, ''))
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

/** A certificate is an ASN.1 SEQUENCE; whether it is one of ours is judged later. */
function asSequence(base64: string): Uint8Array | null {
  const der = Buffer.from(base64, 'base64')
  return der[0] === 0x30 ? Uint8Array.from(der) : null
}
