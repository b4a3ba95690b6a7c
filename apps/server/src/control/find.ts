import type { Device, Person, Stores } from '@latchkey/domain'
import { Refused } from './refused.ts'

/** The person with this address or id; throws `Refused` when nobody has it, or several do. */
export async function findPerson({ people }: Pick<Stores, 'people'>, who: string): Promise<Person> {
  const found = who.includes('@') ? await people.allByEmail(who) : [await people.byId(who)]
  const [person, ...others] = found.filter((one) => one !== null)
  if (person === undefined) {
    throw new Refused('no-such-person', `Nobody here is called ${who}: give an address, or an id from people list.`)
  }
  if (others.length > 0) {
    const ids = [person, ...others].map(({ id }) => id).join(', ')
    throw new Refused('several-people', `Several people have the address ${who}: name one by id (${ids}).`)
  }
  return person
}

/** The device with this id, locked, not removed; throws `Refused` when there is none. */
export async function findDevice({ devices }: Pick<Stores, 'devices'>, id: string): Promise<Device> {
  const device = await devices.byId(id, { lock: true })
  if (device !== null && device.removedAt === null) return device
  throw new Refused('no-such-device', `There is no device ${id}: take its id from devices list.`)
}

/** Who holds these devices, by id. */
export async function holdersOf(
  { people }: Pick<Stores, 'people'>,
  devices: readonly Device[],
): Promise<ReadonlyMap<string, Person>> {
  const holders = new Map<string, Person>()
  for (const id of new Set(devices.map(({ holderId }) => holderId))) {
    const holder = id === null ? null : await people.byId(id)
    if (holder !== null) holders.set(holder.id, holder)
  }
  return holders
}
