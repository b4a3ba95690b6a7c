import { randomInt, randomUUID } from 'node:crypto'

// No 0 O 1 I L: a reference is read out on the telephone.
const spoken = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** Eight characters that a person can read out to support. */
export function newReference(): string {
  return Array.from({ length: 8 }, () => spoken[randomInt(spoken.length)]).join('')
}

/** Random (version 4) UUID, 122 bits. */
export function newId(): string {
  return randomUUID()
}

/** A uniform integer in [0, limit), from the system's random source. */
export function randomBelow(limit: number): number {
  return randomInt(limit)
}
