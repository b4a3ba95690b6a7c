import type { DigestName } from '../signature-algorithms.ts'

/**
 * What is taken of a client's choice. `weakAlgorithmsForTests` adds DES, SHA-1 and MD5: for test clients that know
 * nothing better, never for production.
 */
export type ScepPolicy = { readonly weakAlgorithmsForTests?: boolean }

const strong: readonly DigestName[] = ['sha256', 'sha384', 'sha512']
const withWeak: readonly DigestName[] = [...strong, 'sha1', 'md5']

/** Digests that may stand under a signature. */
export function takenDigests(policy: ScepPolicy): readonly DigestName[] {
  return policy.weakAlgorithmsForTests === true ? withWeak : strong
}
