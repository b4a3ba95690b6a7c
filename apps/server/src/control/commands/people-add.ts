import { z } from 'zod'
import { overSocket } from '../command.ts'
import { Email, PersonName, RoleName } from '../input.ts'
import { record } from '../record.ts'
import { Refused } from '../refused.ts'
import { personView } from '../views.ts'

export const peopleAdd = overSocket(
  {
    name: 'people add',
    says: 'Invites a person, before their first sign-in.',
    words: ['EMAIL'],
    options: {
      name: { takes: 'NAME', says: 'how the person is called', needed: true },
      role: { takes: 'ROLE', says: 'person (the default), support, auditor or administrator' },
    },
  },
  {
    input: z.strictObject({ email: Email, name: PersonName, role: RoleName.default('person') }),
    act: ({ database, config }, { email, name, role }, by) =>
      database.transaction(async (stores) => {
        if ((await stores.people.allByEmail(email)).length > 0) {
          throw new Refused('already-there', `Somebody has the address ${email} already: see people show ${email}.`)
        }
        const person = await stores.people.add({ issuer: null, subject: null, email, name, role })
        await record(stores, by, 'person-invited', { subjectPersonId: person.id, detail: { role } })
        return { person: personView(person), provider: config.provider.kind }
      }),
    print: ({ person: { name, email, role }, provider }) =>
      `${name} (${email}) is invited as ${role}. ` +
      (provider === 'embedded'
        ? 'An account to sign in with comes by a one-time link, which this version does not make yet.'
        : `The invitation is taken by the first sign-in with this address, where your provider’s word on it counts.`),
  },
)
