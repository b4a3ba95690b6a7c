import { z } from 'zod'
import { inOneCommit } from '../../acts/commit.ts'
import { cancelUnsent, inWords } from '../cancel-unsent.ts'
import { overSocket } from '../command.ts'
import { findDevice, holdersOf } from '../find.ts'
import { Who } from '../input.ts'
import { record } from '../record.ts'
import { Refused } from '../refused.ts'
import { deviceView } from '../views.ts'

export const devicesLost = overSocket(
  {
    name: 'devices lost',
    says: 'Marks a device as lost: its passcode can’t be reset, and a reset that is unsent is cancelled.',
    words: ['ID'],
  },
  {
    input: z.strictObject({ id: Who }),
    act: ({ database }, { id }, by) =>
      inOneCommit(database, async (stores) => {
        const device = await findDevice(stores, id)
        const { holderId: personId } = device
        if (!(await stores.devices.markLost(device.id))) {
          throw new Refused('lost-already', `${device.name} is marked lost already; devices found undoes it.`)
        }
        const reset = await stores.requests.openFor(device.id, 'reset-passcode')
        const requests = await cancelUnsent(stores, reset === null ? [] : [reset], 'marked-lost', by)
        await record(stores, by, 'mark-lost', { subjectPersonId: personId, deviceId: device.id })
        if (personId !== null) await stores.commit([{ type: 'announced', personId, topic: 'device', id: device.id }])
        const holders = await holdersOf(stores, [device])
        return { device: deviceView(await findDevice(stores, id), holders.get(personId ?? '') ?? null), requests }
      }),
    print: ({ device: { name }, requests }) => `${name} is marked lost. ${inWords(requests)}`.trim(),
  },
)
