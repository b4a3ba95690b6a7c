import type { Person } from '../people/person.ts'
import type { Language, Role } from '../words.ts'

export interface PeopleStore {
  byId(id: string): Promise<Person | null>
  bySubject(issuer: string, subject: string): Promise<Person | null>
  byEmail(email: string): Promise<Person | null>
  add(person: NewPerson): Promise<Person>
  /** Names and language follow the provider at each sign-in; issuer and subject never change here. */
  update(
    id: string,
    fields: { readonly name?: string; readonly email?: string; readonly language?: Language },
  ): Promise<void>
}
export type NewPerson = {
  readonly issuer: string | null
  readonly subject: string | null
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly language?: Language | null
}
