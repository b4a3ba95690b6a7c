import type { Person } from '../people/person.ts'
import type { Language, Role } from '../words.ts'

export interface PeopleStore {
  byId(id: string): Promise<Person | null>
  bySubject(issuer: string, subject: string): Promise<Person | null>
  byEmail(email: string): Promise<Person | null>
  /** All who have this address, in any case. */
  allByEmail(email: string): Promise<readonly Person[]>
  /** By address, then id; those that come after the person `after`. */
  list(page: {
    readonly after: string | null
    readonly limit: number
    readonly role: Role | null
  }): Promise<readonly Person[]>
  add(person: NewPerson): Promise<Person>
  /** Names and language follow the provider at each sign-in; issuer and subject never change here. */
  update(
    id: string,
    fields: { readonly name?: string; readonly email?: string; readonly language?: Language },
  ): Promise<void>
  /**
   * Binds an invited person to the account that claims the invitation, once; null when it is bound already, or when
   * the person is disabled.
   */
  claim(id: string, issuer: string, subject: string): Promise<Person | null>
  /** From now on the person can't sign in, and none of their sessions is live; false when it was so already. */
  disable(id: string): Promise<boolean>
  /** Undoes `disable`; false when there is nothing to undo. */
  enable(id: string): Promise<boolean>
  setRole(id: string, role: Role): Promise<void>
}
export type NewPerson = {
  readonly issuer: string | null
  readonly subject: string | null
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly language?: Language | null
}
