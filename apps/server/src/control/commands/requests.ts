import type { Request, Stores } from '@latchkey/domain'
import { z } from 'zod'
import { overSocket } from '../command.ts'
import { table, when } from '../table.ts'
import { requestView } from '../views.ts'

const most = 100

export const requests = overSocket(
  {
    name: 'requests',
    says: `Lists the last ${most} requests, newest first.`,
    options: { open: { says: 'only those that have not ended' } },
  },
  {
    input: z.strictObject({ open: z.boolean().default(false) }),
    act: ({ database }, { open }) =>
      database.transaction(async (stores) => {
        const found = await stores.requests.recent({ openOnly: open, limit: most })
        const devices = await namesOf(found, 'deviceId', async (id) => (await stores.devices.byId(id))?.name)
        const people = await namesOf(found, 'personId', (id) => addressOf(stores, id))
        return found.map((request) =>
          requestView(request, devices.get(request.deviceId) ?? '–', people.get(request.personId) ?? '–'),
        )
      }),
    print: (found) =>
      found.length === 0
        ? 'No request.'
        : table(
            ['reference', 'act', 'state', 'asked', 'device', 'by'],
            found.map(({ reference, act, state, askedAt, device, by }) => [
              reference,
              act,
              state,
              when(askedAt),
              device,
              by,
            ]),
          ),
  },
)

async function addressOf({ people }: Pick<Stores, 'people'>, id: string): Promise<string | undefined> {
  return (await people.byId(id))?.email
}

async function namesOf(
  found: readonly Request[],
  key: 'deviceId' | 'personId',
  nameOf: (id: string) => Promise<string | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(found.map((request) => request[key]))) names.set(id, (await nameOf(id)) ?? '–')
  return names
}
