import { randomInt } from 'node:crypto'

type Seeded = {
  readonly subject: string
  readonly email: string
  readonly name: string
  readonly role: 'person' | 'support' | 'administrator'
}

/** Everybody who can sign in to the demo. */
export const people: readonly Seeded[] = [
  { subject: 'camille', email: 'camille@contoso.example', name: 'Camille Moreau', role: 'person' },
  { subject: 'sam', email: 'sam@contoso.example', name: 'Sam Okafor', role: 'person' },
  { subject: 'support', email: 'support@contoso.example', name: 'Contoso IT support', role: 'support' },
  { subject: 'admin', email: 'admin@contoso.example', name: 'Ada Lindqvist', role: 'administrator' },
]

// Without what is mistaken for something else: 0 o, 1 l i, 2 z, 5 s, v w.
const letters = 'abcdefghjkmnpqrtuxy346789'

/** One password for all of them, made at each start: four groups of four, about 74 bits, quick to copy by eye. */
export function makePassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: 4 }, group).join('-')
}
