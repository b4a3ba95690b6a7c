import { z } from 'zod'
import { overSocket } from '../command.ts'
import { findPerson } from '../find.ts'
import { Who } from '../input.ts'
import { record } from '../record.ts'
import { Refused } from '../refused.ts'
import { linkFor, printLink } from '../set-up.ts'
import { personView } from '../views.ts'

export const peopleLink = overSocket(
  {
    name: 'people link',
    says: 'Makes a one-time link by which a person sets up how they sign in; what they used before ends with it.',
    words: ['PERSON'],
  },
  {
    input: z.strictObject({ person: Who }),
    async act({ database, embedded }, { person: who }, by) {
      const person = await database.transaction(async (stores) => {
        const found = await findPerson(stores, who)
        if (found.disabledAt !== null) throw new Refused('disabled', `${found.email} is disabled: see people enable.`)
        return found
      })
      const link = await linkFor(embedded, person)
      await database.transaction((stores) => record(stores, by, 'set-up-link-made', { subjectPersonId: person.id }))
      return { person: personView(person), link }
    },
    print: ({ person: { name, email }, link }) => `For ${name} (${email}).\n${printLink(link)}`,
  },
)
