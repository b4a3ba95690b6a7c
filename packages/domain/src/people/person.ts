import type { Language, Role } from '../words.ts'

/** A person is (issuer, subject); the e-mail is an address, never a key. */
export type Person = {
  readonly id: string
  /** Random number that stands for the person in the audit chain. */
  readonly number: string
  readonly unitId: string | null
  /** null for an account that was made beforehand and not claimed yet. */
  readonly issuer: string | null
  readonly subject: string | null
  readonly email: string
  readonly name: string
  readonly language: Language | null
  readonly role: Role
  readonly disabledAt: Date | null
}
