import { z } from 'zod'
import { overSocket } from '../command.ts'
import { Email, PersonName, RoleName } from '../input.ts'
import { record } from '../record.ts'
import { Refused } from '../refused.ts'
import { linkFor, printLink } from '../set-up.ts'
import { personView } from '../views.ts'

export const peopleAdd = overSocket(
  {
    name: 'people add',
    says: 'Invites a person, and makes the one-time link by which they set up how they sign in.',
    words: ['EMAIL'],
    options: {
      name: { takes: 'NAME', says: 'how the person is called', needed: true },
      role: { takes: 'ROLE', says: 'person (the default), support, auditor or administrator' },
    },
  },
  {
    input: z.strictObject({ email: Email, name: PersonName, role: RoleName.default('person') }),
    async act({ database, embedded }, { email, name, role }, by) {
      const person = await database.transaction(async (stores) => {
        if ((await stores.people.allByEmail(email)).length > 0) {
          throw new Refused('already-there', `Somebody has the address ${email} already: see people show ${email}.`)
        }
        const invited = await stores.people.add({ issuer: null, subject: null, email, name, role })
        await record(stores, by, 'person-invited', { subjectPersonId: invited.id, detail: { role } })
        return invited
      })
      return { person: personView(person), link: embedded === null ? null : await linkFor(embedded, person) }
    },
    print: ({ person: { name, email, role }, link }) =>
      `${name} (${email}) is invited as ${role}.\n` +
      (link === null
        ? 'The first sign-in with this address takes the invitation, where your provider’s word on it counts.'
        : printLink(link)),
  },
)
