import { readName, refuse } from '@latchkey/domain'
import type { Database, Device, Refusal } from '@latchkey/domain'
import { inOneCommit } from './commit.ts'

/** Gives a device another name in the portal, at once. */
export function renameDevice(
  database: Database,
  personId: string,
  deviceId: string,
  typed: string,
): Promise<Device | Refusal> {
  return inOneCommit(database, async (stores) => {
    const device = await stores.devices.heldByWithId(personId, deviceId, { lock: true })
    if (device === null) return refuse('not-found')
    if ((await stores.policy.cell('rename', device.ownership)).verdict !== 'allowed') return refuse('off-by-policy')
    const name = readName(typed)
    if (name === null) return refuse('name-invalid')
    if (name === device.name) return device
    await stores.commit([
      { type: 'device-renamed', deviceId, name },
      {
        type: 'audited',
        event: {
          actor: { kind: 'person', personId },
          what: 'rename',
          subjectPersonId: personId,
          deviceId,
          requestId: null,
          detail: {},
        },
      },
      { type: 'announced', personId, topic: 'device', id: deviceId },
    ])
    return { ...device, name }
  })
}
