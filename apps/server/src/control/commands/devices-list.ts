import { z } from 'zod'
import { findPerson, holdersOf } from '../find.ts'
import { inPages, pageSize } from '../in-pages.ts'
import { Who } from '../input.ts'
import { table, when } from '../table.ts'
import { deviceView } from '../views.ts'

export const devicesList = inPages({
  name: 'devices list',
  says: 'Lists the devices that are managed.',
  options: { person: { takes: 'PERSON', says: 'only those that this person (address or id) holds' } },
  filter: z.strictObject({ person: Who.optional() }),
  page: ({ database }, { person }, after) =>
    database.transaction(async (stores) => {
      const holderId = person === undefined ? null : (await findPerson(stores, person)).id
      const devices = await stores.devices.list({ after, holderId, limit: pageSize })
      const holders = await holdersOf(stores, devices)
      return devices.map((device) => deviceView(device, holders.get(device.holderId ?? '') ?? null))
    }),
  print: (devices) =>
    devices.length === 0
      ? 'No device.'
      : table(
          ['name', 'model', 'serial', 'holder', 'last seen', 'state', 'id'],
          devices.map((device) => [
            device.name,
            device.model,
            device.lastFour === null ? '–' : `…${device.lastFour}`,
            device.holder ?? 'nobody',
            when(device.lastSeenAt),
            device.markedLostAt === null ? device.state : 'lost',
            device.id,
          ]),
        ),
})
