import { z } from 'zod'
import { inOneCommit } from '../../acts/commit.ts'
import { cancelUnsent, inWords } from '../cancel-unsent.ts'
import { overSocket } from '../command.ts'
import { findPerson } from '../find.ts'
import { Who } from '../input.ts'
import { record } from '../record.ts'
import { Refused } from '../refused.ts'
import { personView } from '../views.ts'

export const peopleDisable = overSocket(
  {
    name: 'people disable',
    says: 'Ends a person’s sessions at once, cancels what they have not sent, and lets them in no more.',
    words: ['PERSON'],
  },
  {
    input: z.strictObject({ person: Who }),
    act: ({ database }, { person: who }, by) =>
      inOneCommit(database, async (stores) => {
        const { id, email } = await findPerson(stores, who)
        const requests = await cancelUnsent(stores, await stores.requests.openOfPerson(id), 'support', by)
        if (!(await stores.people.disable(id))) {
          throw new Refused('already-disabled', `${email} is disabled already; people enable undoes it.`)
        }
        const sessions = await stores.sessions.endAllOf(id, 'disabled')
        const detail = { sessions, requests: requests.cancelled.length }
        await record(stores, by, 'person-disabled', { subjectPersonId: id, detail })
        await stores.commit([{ type: 'announced', personId: id, topic: 'session', id }])
        return { person: personView(await findPerson(stores, id)), sessions, requests }
      }),
    print: ({ person: { name, email }, sessions, requests }) =>
      `${name} (${email}) is disabled; sessions ended: ${sessions}. ${inWords(requests)}`.trim(),
  },
)
