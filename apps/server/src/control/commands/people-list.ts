import { z } from 'zod'
import { inPages, pageSize } from '../in-pages.ts'
import { RoleName } from '../input.ts'
import { table } from '../table.ts'
import { personView } from '../views.ts'

export const peopleList = inPages({
  name: 'people list',
  says: 'Lists everybody, by address.',
  options: { role: { takes: 'ROLE', says: 'only people of this role' } },
  filter: z.strictObject({ role: RoleName.optional() }),
  page: ({ database }, { role = null }, after) =>
    database.transaction(async ({ people }) => (await people.list({ after, role, limit: pageSize })).map(personView)),
  print: (people) =>
    people.length === 0
      ? 'Nobody is here yet: invite the first administrator with people add.'
      : table(
          ['email', 'name', 'role', 'state', 'id'],
          people.map(({ email, name, role, state, id }) => [email, name, role, state, id]),
        ),
})
