import { z } from 'zod'
import { overSocket } from '../command.ts'
import { findPerson } from '../find.ts'
import { Who } from '../input.ts'
import { facts, table, when } from '../table.ts'
import { deviceView, personView } from '../views.ts'

export const peopleShow = overSocket(
  { name: 'people show', says: 'Tells of one person and their devices.', words: ['PERSON'] },
  {
    input: z.strictObject({ person: Who }),
    act: ({ database }, { person: who }) =>
      database.transaction(async (stores) => {
        const person = await findPerson(stores, who)
        const devices = await stores.devices.heldBy(person.id)
        const open = await stores.requests.openOfPerson(person.id)
        return {
          person: personView(person),
          devices: devices.map((device) => deviceView(device, person)),
          openRequests: open.map(({ reference }) => reference),
        }
      }),
    print: ({ person, devices, openRequests }) =>
      [
        facts([
          ['name', person.name],
          ['email', person.email],
          ['role', person.role],
          ['state', person.disabledAt === null ? person.state : `disabled since ${when(person.disabledAt)}`],
          ['account', person.issuer === null ? 'none yet' : `${person.subject} at ${person.issuer}`],
          ['open requests', openRequests.length === 0 ? 'none' : openRequests.join(', ')],
          ['id', person.id],
        ]),
        devices.length === 0
          ? 'Holds no device.'
          : table(
              ['device', 'model', 'last seen', 'id'],
              devices.map(({ name, model, lastSeenAt, id }) => [name, model, when(lastSeenAt), id]),
            ),
      ].join('\n\n'),
  },
)
