import { z } from 'zod'
import { inOneCommit } from '../../acts/commit.ts'
import { cancelUnsent, inWords } from '../cancel-unsent.ts'
import { overSocket } from '../command.ts'
import { findDevice, findPerson } from '../find.ts'
import { Who } from '../input.ts'
import { record } from '../record.ts'
import { Refused } from '../refused.ts'
import { deviceView } from '../views.ts'

export const devicesTransfer = overSocket(
  {
    name: 'devices transfer',
    says: 'Gives a device to another holder, who can reset its passcode after 24 hours.',
    words: ['ID'],
    options: { to: { takes: 'PERSON', says: 'the new holder (address or id)', needed: true } },
  },
  {
    input: z.strictObject({ id: Who, to: Who }),
    act: ({ database }, { id, to }, by) =>
      inOneCommit(database, async (stores) => {
        const device = await findDevice(stores, id)
        const holder = await findPerson(stores, to)
        if (holder.disabledAt !== null) throw new Refused('disabled', `${holder.email} is disabled: see people enable.`)
        if (holder.id === device.holderId) throw new Refused('same-holder', `${holder.email} holds it already.`)
        const requests = await cancelUnsent(stores, await stores.requests.openOfDevice(device.id), 'support', by)
        // What the device has already would still be done, and shown to whoever holds it then.
        if (requests.underWay.length > 0) {
          throw new Refused('under-way', 'The device is carrying out a request: try again in ten minutes at most.')
        }
        await stores.devices.transfer(device.id, holder.id)
        for (const personId of [device.holderId, holder.id]) {
          if (personId === null) continue
          const detail = { now: personId === holder.id ? 'holder' : 'former-holder' }
          await record(stores, by, 'device-transferred', { subjectPersonId: personId, deviceId: device.id, detail })
          await stores.commit([{ type: 'announced', personId, topic: 'device', id: device.id }])
        }
        return { device: deviceView(await findDevice(stores, id), holder), requests }
      }),
    print: ({ device: { name, holder }, requests }) =>
      `${name} is held by ${holder} now, who can reset its passcode after 24 hours. ${inWords(requests)}`.trim(),
  },
)
