import { z } from 'zod'
import { overSocket } from '../command.ts'
import { findPerson } from '../find.ts'
import { RoleName, Who } from '../input.ts'
import { record } from '../record.ts'
import { Refused } from '../refused.ts'
import { personView } from '../views.ts'

export const peopleRole = overSocket(
  {
    name: 'people role',
    says: 'Gives a person another role: person, support, auditor or administrator.',
    words: ['PERSON', 'ROLE'],
  },
  {
    input: z.strictObject({ person: Who, role: RoleName }),
    act: ({ database }, { person: who, role }, by) =>
      database.transaction(async (stores) => {
        const { id, email, role: from } = await findPerson(stores, who)
        if (from === role) throw new Refused('role-unchanged', `${email} has the role ${role} already.`)
        await stores.people.setRole(id, role)
        await record(stores, by, 'role-changed', { subjectPersonId: id, detail: { from, to: role } })
        return { person: personView(await findPerson(stores, id)), from }
      }),
    print: ({ person: { name, email, role }, from }) => `${name} (${email}) was ${from} and is ${role} now.`,
  },
)
