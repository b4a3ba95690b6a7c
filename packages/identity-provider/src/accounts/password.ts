import { hash, verify } from '@node-rs/argon2'
import { lanes } from './lanes.ts'

/** Shortest password that can be set, in characters. */
export const shortestPassword = 12
/** Longest password that is looked at, in characters. */
export const longestPassword = 256

// OWASP's least for Argon2id, the library's default kind: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
// Two at once: each takes 19 MiB and a core; the portal beside it must go on.
const inLane = lanes(2, 24)

/** The password to be set is too short or too long. */
export class PasswordError extends Error {
  readonly code: 'password-too-short' | 'password-too-long'

  constructor(code: 'password-too-short' | 'password-too-long') {
    super(code)
    this.code = code
  }
}

/** Argon2id hash (PHC string) of a password to be set. Throws `PasswordError`, and `BusyError` when too many wait. */
export async function hashPassword(password: string): Promise<string> {
  const length = [...password].length
  if (length < shortestPassword) throw new PasswordError('password-too-short')
  if (length > longestPassword) throw new PasswordError('password-too-long')
  return inLane(() => hash(password.normalize('NFKC'), cost))
}

/**
 * Does the password fit the hash? Without a hash the same work is done on another, and the answer is no: an unknown
 * account takes the time of a known one. Throws `BusyError` when too many wait.
 */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  const tried = [...password].length > longestPassword ? '' : password.normalize('NFKC')
  const fits = await inLane(() => verify(passwordHash ?? nobodys, tried))
  return passwordHash !== null && fits
}

/** Made with the same cost from 32 random bytes that nobody kept. */
const nobodys = '$argon2id$v=19$m=19456,t=2,p=1$eZb2+dv2JxoRmxJRJ+RZIQ$zbzre5F4xvB3tNe2h13Lt0jfa6GXX997hjo0wqGbZi8'
