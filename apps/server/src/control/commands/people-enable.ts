import { z } from 'zod'
import { overSocket } from '../command.ts'
import { findPerson } from '../find.ts'
import { Who } from '../input.ts'
import { record } from '../record.ts'
import { Refused } from '../refused.ts'
import { personView } from '../views.ts'

export const peopleEnable = overSocket(
  { name: 'people enable', says: 'Lets a disabled person in again.', words: ['PERSON'] },
  {
    input: z.strictObject({ person: Who }),
    act: ({ database }, { person: who }, by) =>
      database.transaction(async (stores) => {
        const { id, email } = await findPerson(stores, who)
        if (!(await stores.people.enable(id))) throw new Refused('not-disabled', `${email} is not disabled.`)
        await record(stores, by, 'person-enabled', { subjectPersonId: id })
        return { person: personView(await findPerson(stores, id)) }
      }),
    print: ({ person: { name, email } }) => `${name} (${email}) may sign in again.`,
  },
)
