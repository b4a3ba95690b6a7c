import type { Channel, Database } from '@latchkey/domain'
import type { CalledChannel, FetchedChannel } from '../parts.ts'
import { deliverCalled } from './deliver.ts'
import type { DeliveryParts } from './deliver.ts'

/** The channels that this process speaks; one that is not configured is absent. */
export type Channels = {
  readonly fetched: Readonly<Partial<Record<Channel, FetchedChannel>>>
  readonly called: Readonly<Partial<Record<Channel, CalledChannel>>>
}

/** Brings a waiting command on its way: rings a device that fetches, calls the cloud of one that does not. */
export async function wake(parts: DeliveryParts, channels: Channels, enrolmentId: string): Promise<void> {
  const channel = await channelWithWork(parts.database, enrolmentId)
  if (channel === null) return
  const called = channels.called[channel]
  if (called !== undefined) await deliverCalled(parts, called, enrolmentId)
  await channels.fetched[channel]?.ring(enrolmentId)
}

function channelWithWork(database: Database, enrolmentId: string): Promise<Channel | null> {
  return database.transaction(async ({ commands, enrolments }) => {
    return (await commands.anythingFor(enrolmentId)) ? enrolments.channelOf(enrolmentId) : null
  })
}
