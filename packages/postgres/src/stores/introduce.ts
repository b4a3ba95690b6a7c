import { StaleError } from '@latchkey/domain'
import type { Enrolment, Introduction } from '@latchkey/domain'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { now } from './clock.ts'
import { endCommands } from './end-commands.ts'
import { enrolmentOf, enrolments } from './enrolment-row.ts'
import { setUnlockTokensAside } from './unlock-tokens.ts'

/** A device introduces itself under an invitation, which it uses up: a new device, or its person's device once more. */
export async function introduce(db: Kysely<Schema>, introduction: Introduction): Promise<Enrolment> {
  const { invitationId, personId, channel, kind, channelId, certificateHash, topic } = introduction
  const invitation = await db
    .updateTable('invitation')
    .set({ used_at: now })
    .where('id', '=', invitationId)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .returning(['ownership', 'signed_in_on_device'])
    .executeTakeFirst()
  if (invitation === undefined) throw new StaleError('The invitation has been used')
  const known = await knownDevice(db, introduction)
  const { deviceId, generation } =
    known === null
      ? { deviceId: await addDevice(db, introduction, invitation.ownership), generation: 1 }
      : await nextGeneration(db, known, introduction.facts, invitation.ownership)
  return addEnrolment(db, {
    device_id: deviceId,
    generation,
    channel,
    kind,
    state: 'waiting',
    channel_id: channelId,
    certificate_hash: certificateHash,
    topic,
    signed_in_on_device: invitation.signed_in_on_device,
  })
}

/** The same enrolment introduces itself again: its next generation, under the same certificate. */
export async function introduceAgain(
  db: Kysely<Schema>,
  enrolmentId: string,
  { topic, facts }: Pick<Introduction, 'topic' | 'facts'>,
): Promise<Enrolment> {
  const before = await db
    .selectFrom('enrolment')
    .selectAll()
    .where('id', '=', enrolmentId)
    .where('state', '<>', 'ended')
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (before === undefined) throw new StaleError('The enrolment has ended')
  const { deviceId, generation } = await nextGeneration(db, before.device_id, facts, null)
  return addEnrolment(db, {
    device_id: deviceId,
    generation,
    channel: before.channel,
    kind: before.kind,
    state: 'waiting',
    channel_id: before.channel_id,
    certificate_hash: before.certificate_hash,
    topic,
    signed_in_on_device: before.signed_in_on_device,
  })
}

async function knownDevice(db: Kysely<Schema>, { channel, channelId, personId }: Introduction): Promise<string | null> {
  const row = await db
    .selectFrom('enrolment')
    .innerJoin('device', 'device.id', 'enrolment.device_id')
    .select('device.id')
    .where('enrolment.channel', '=', channel)
    .where('enrolment.channel_id', '=', channelId)
    .where('device.holder_id', '=', personId)
    .orderBy('enrolment.introduced_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

async function addDevice(
  db: Kysely<Schema>,
  { personId, channel, channelId, facts }: Introduction,
  ownership: 'personal' | 'corporate',
): Promise<string> {
  const { osVersion, name, ...same } = facts
  const hadNobody = sql<boolean>`not exists (
    select from enrolment where channel = ${channel} and channel_id = ${channelId})`
  const { id } = await db
    .insertInto('device')
    .values({
      ...same,
      os_version: osVersion,
      name,
      original_name: name,
      channel,
      ownership,
      holder_id: personId,
      holder_since: now,
      first_holder: hadNobody,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('sighting').values({ device_id: id, last_seen_at: now }).execute()
  return id
}

/** Ends the generation before and its commands, sets its tokens aside, and takes in what the device now says of itself. */
async function nextGeneration(
  db: Kysely<Schema>,
  deviceId: string,
  { osVersion, name, ...same }: Introduction['facts'],
  ownership: 'personal' | 'corporate' | null,
): Promise<{ readonly deviceId: string; readonly generation: number }> {
  await endCommands(db, deviceId)
  const { generation } = await db
    .updateTable('device')
    .set({
      ...same,
      os_version: osVersion,
      original_name: name,
      name: sql<string>`case when name = original_name then ${name} else name end`,
      generation: sql<number>`generation + 1`,
      removed_at: null,
      ...(ownership === null ? {} : { ownership }),
    })
    .where('id', '=', deviceId)
    .returning('generation')
    .executeTakeFirstOrThrow()
  const ended = await db
    .updateTable('enrolment')
    .set({ state: 'ended', ended_at: now })
    .where('device_id', '=', deviceId)
    .where('state', '<>', 'ended')
    .returning('id')
    .execute()
  for (const { id } of ended) await setUnlockTokensAside(db, id)
  return { deviceId, generation }
}

async function addEnrolment(
  db: Kysely<Schema>,
  values: Parameters<ReturnType<typeof db.insertInto<'enrolment'>>['values']>[0],
): Promise<Enrolment> {
  const { id } = await db.insertInto('enrolment').values(values).returning('id').executeTakeFirstOrThrow()
  return enrolmentOf(await enrolments(db).where('enrolment.id', '=', id).executeTakeFirstOrThrow())
}
