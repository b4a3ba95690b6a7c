import { z } from 'zod'
import { overSocket } from '../command.ts'
import { findDevice, holdersOf } from '../find.ts'
import { Who } from '../input.ts'
import { record } from '../record.ts'
import { Refused } from '../refused.ts'
import { deviceView } from '../views.ts'

export const devicesFound = overSocket(
  { name: 'devices found', says: 'Takes the mark off a device that was lost.', words: ['ID'] },
  {
    input: z.strictObject({ id: Who }),
    act: ({ database }, { id }, by) =>
      database.transaction(async (stores) => {
        const device = await findDevice(stores, id)
        const { holderId: personId } = device
        if (!(await stores.devices.markFound(device.id))) {
          throw new Refused('not-lost', `${device.name} is not marked lost.`)
        }
        await record(stores, by, 'report-found', { subjectPersonId: personId, deviceId: device.id })
        if (personId !== null) await stores.commit([{ type: 'announced', personId, topic: 'device', id: device.id }])
        const holders = await holdersOf(stores, [device])
        return { device: deviceView(await findDevice(stores, id), holders.get(personId ?? '') ?? null) }
      }),
    print: ({ device: { name } }) => `${name} is not marked lost any more.`,
  },
)
