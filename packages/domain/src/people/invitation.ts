import { readPrintable } from '../printable.ts'
import type { Role } from '../words.ts'

/** Somebody who is to be known before their first sign-in. */
export type Invitee = { readonly email: string; readonly name: string; readonly role: Role }

export const roles: readonly Role[] = ['person', 'support', 'auditor', 'administrator']

/** Longest name of a person, in characters; longest address (RFC 5321, 4.5.3.1). */
export const longestPersonName = 100
const longestEmail = 254

// One @, a domain with a dot, and nothing that means something to a mail program.
const address = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:"]+$/u

/** The address as it will be kept, or null when it can't be one. */
export function readEmail(typed: string): string | null {
  const email = readPrintable(typed, longestEmail)
  return email !== null && address.test(email) ? email : null
}

/** The person's name as it will be kept, or null when it can't be one. */
export function readPersonName(typed: string): string | null {
  return readPrintable(typed, longestPersonName)
}

/** The role of this name, or null. */
export function readRole(typed: string): Role | null {
  return roles.find((role) => role === typed.trim().toLowerCase()) ?? null
}
