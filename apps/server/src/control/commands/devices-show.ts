import { z } from 'zod'
import { overSocket } from '../command.ts'
import { findDevice, holdersOf } from '../find.ts'
import { Who } from '../input.ts'
import { facts, when } from '../table.ts'
import { deviceView } from '../views.ts'

export const devicesShow = overSocket(
  { name: 'devices show', says: 'Tells of one device, and what is open for it.', words: ['ID'] },
  {
    input: z.strictObject({ id: Who }),
    act: ({ database }, { id }) =>
      database.transaction(async (stores) => {
        const device = await findDevice(stores, id)
        const holders = await holdersOf(stores, [device])
        const open = await stores.requests.openOfDevice(device.id)
        return {
          device: deviceView(device, holders.get(device.holderId ?? '') ?? null),
          openRequests: open.map(({ reference, act, state }) => ({ reference, act, state })),
        }
      }),
    print: ({ device, openRequests }) =>
      facts([
        ['name', device.name],
        ['model', `${device.maker} ${device.model}`],
        ['system', `${device.platform} ${device.osVersion}`],
        ['serial', device.lastFour === null ? 'not known' : `ends with ${device.lastFour}`],
        ['ownership', device.ownership],
        ['holder', device.holder === null ? 'nobody' : `${device.holder} since ${when(device.holderSince)}`],
        ['channel', `${device.channel}, ${device.state}`],
        ['unlock token', device.unlockTokenHeld ? 'held' : 'not held: its passcode can’t be reset'],
        ['last seen', when(device.lastSeenAt)],
        ['lost', device.markedLostAt === null ? 'no' : `marked ${when(device.markedLostAt)}`],
        [
          'open requests',
          openRequests.map(({ reference, act, state }) => `${reference} (${act}, ${state})`).join(', ') || 'none',
        ],
        ['id', device.id],
      ]),
  },
)
