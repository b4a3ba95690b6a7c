import type { KeyObject } from 'node:crypto'

export type DigestName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** Digest algorithms by object identifier (content in hexadecimal). */
const digests: Readonly<Record<string, DigestName>> = {
  '2a864886f70d0205': 'md5',
  '2b0e03021a': 'sha1',
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
}

/** Signature algorithms: the key's type, and the digest where the identifier names one. */
const algorithms: Readonly<Record<string, { readonly key: 'rsa' | 'ec'; readonly digest?: DigestName }>> = {
  '2a864886f70d010101': { key: 'rsa' },
  '2a864886f70d010104': { key: 'rsa', digest: 'md5' },
  '2a864886f70d010105': { key: 'rsa', digest: 'sha1' },
  '2a864886f70d01010b': { key: 'rsa', digest: 'sha256' },
  '2a864886f70d01010c': { key: 'rsa', digest: 'sha384' },
  '2a864886f70d01010d': { key: 'rsa', digest: 'sha512' },
  '2a8648ce3d0401': { key: 'ec', digest: 'sha1' },
  '2a8648ce3d040302': { key: 'ec', digest: 'sha256' },
  '2a8648ce3d040303': { key: 'ec', digest: 'sha384' },
  '2a8648ce3d040304': { key: 'ec', digest: 'sha512' },
}

/** The digest that an identifier names; null where it is none of the taken ones. */
export function digestOf(identifier: string, taken: readonly DigestName[]): DigestName | null {
  const digest = digests[identifier]
  return digest !== undefined && taken.includes(digest) ? digest : null
}

/** An identifier's content in hexadecimal, as `digestOf` takes it. */
export function digestIdentifier(digest: DigestName): string {
  const found = Object.entries(digests).find(([, name]) => name === digest)
  if (found === undefined) throw new RangeError('No such digest')
  return found[0]
}

/**
 * The digest under a CMS signature by this key; null where it is none of the taken ones, or key, digest and signature
 * algorithm do not fit together.
 */
export function digestOfSignature(
  named: { readonly digestAlgorithm: string; readonly signatureAlgorithm: string },
  key: KeyObject,
  taken: readonly DigestName[],
): DigestName | null {
  const digest = digestOf(named.digestAlgorithm, taken)
  const algorithm = algorithms[named.signatureAlgorithm]
  if (algorithm === undefined || algorithm.key !== key.asymmetricKeyType) return null
  return (algorithm.digest ?? digest) === digest ? digest : null
}

/** The digest that a signature algorithm names, when this key can make such a signature. */
export function digestOfAlgorithm(
  signatureAlgorithm: string,
  key: KeyObject,
  taken: readonly DigestName[],
): DigestName | null {
  const algorithm = algorithms[signatureAlgorithm]
  if (algorithm?.digest === undefined || algorithm.key !== key.asymmetricKeyType) return null
  return taken.includes(algorithm.digest) ? algorithm.digest : null
}
