import type { Authenticate } from '@latchkey/apple-mdm'
import type { AuditEvent, Effect, Enrolment, Introduction, Invitation, PinnedEnrolment, Stores } from '@latchkey/domain'
import { inOneCommit } from '../../acts/commit.ts'
import { forbidden, nothing, type AppleAnswer } from './answer.ts'
import { introductionFacts } from './device-facts.ts'
import { endOpenRequests } from './end-requests.ts'
import type { AppleParts } from './parts.ts'
import type { Speaker } from './speaker.ts'

/**
 * Authenticate: a device introduces itself, for the first time by an invitation, or again (a replaced profile). What
 * was under way is cancelled and the unlock token set aside; the TokenUpdate that follows brings the new one. A device
 * known under another person's certificate keeps its enrolment as it is. The very same bytes once more, whether sent by a
 * device that lost the answer or by somebody who recorded them, change nothing.
 */
export function takeAuthenticate(parts: AppleParts, signer: Speaker, message: Authenticate): Promise<AppleAnswer> {
  return inOneCommit(parts.database, async (stores) => {
    const pinned = await stores.enrolments.byCertificate(signer.hash)
    if (pinned !== null) return introduceAgain(stores, pinned, signer, message)
    const invitation = await stores.enrolments.invitationFor(signer.hash)
    if (invitation === null || invitation.channel !== 'apple') return forbidden('unknown-certificate')
    return introduce(stores, invitation, signer, message)
  })
}

async function introduceAgain(
  stores: Stores,
  pinned: PinnedEnrolment,
  signer: Speaker,
  { from, topic, device }: Authenticate,
): Promise<AppleAnswer> {
  if (pinned.state === 'ended') return forbidden('enrolment-ended', pinned.id)
  if (pinned.channelId !== from.id) return forbidden('another-device', pinned.id)
  if ((await stores.enrolments.noteCheckIn(signer.hash, signer.message)) !== 'new') return nothing
  const known = await stores.devices.byId(pinned.deviceId)
  const facts = introductionFacts(device, known)
  if (pinned.state === 'waiting' && known?.removedAt === null) return repeatItself(stores, pinned, facts)
  await stores.commit(await endOpenRequests(stores, pinned.deviceId))
  const enrolment = await stores.enrolments.introduceAgain(pinned.id, { topic, facts })
  await stores.commit(introduced(enrolment, pinned.personId))
  return nothing
}

/** Nothing has come between: no token, no command. However often a device says this, it stays one generation. */
async function repeatItself(
  stores: Stores,
  { deviceId, personId }: PinnedEnrolment,
  { platform, form, model, name, osVersion, serial }: Introduction['facts'],
): Promise<AppleAnswer> {
  await stores.devices.updateFacts(deviceId, {
    platform,
    form,
    model,
    originalName: name,
    osVersion,
    ...(serial === null ? {} : { serial }),
  })
  await stores.commit(announced(deviceId, personId))
  return nothing
}

async function introduce(
  stores: Stores,
  invitation: Invitation,
  signer: Speaker,
  { from, topic, device }: Authenticate,
): Promise<AppleAnswer> {
  const { personId } = invitation
  const known = await stores.enrolments.byChannelId('apple', from.id)
  if (known !== null && known.personId !== personId) {
    await stores.commit([refused(known.personId, known.deviceId), refused(personId, null)])
    return forbidden('conflict', known.id)
  }
  if (known !== null) await stores.commit(await endOpenRequests(stores, known.deviceId))
  const before = known === null ? null : await stores.devices.byId(known.deviceId)
  const enrolment = await stores.enrolments.introduce({
    invitationId: invitation.id,
    personId,
    channel: 'apple',
    kind: from.kind === 'device' ? 'device' : 'user',
    channelId: from.id,
    certificateHash: signer.hash,
    topic,
    facts: introductionFacts(device, before),
  })
  await stores.enrolments.noteCheckIn(signer.hash, signer.message)
  await stores.commit(introduced(enrolment, personId))
  return nothing
}

function introduced({ deviceId, generation, kind }: Enrolment, personId: string | null): readonly Effect[] {
  const event: AuditEvent = {
    actor: { kind: 'device' },
    what: 'device-introduced',
    subjectPersonId: personId,
    deviceId,
    requestId: null,
    detail: { channel: 'apple', generation, kind },
  }
  return [{ type: 'audited', event }, ...announced(deviceId, personId)]
}

function announced(deviceId: string, personId: string | null): readonly Effect[] {
  return personId === null ? [] : [{ type: 'announced', personId, topic: 'device', id: deviceId }]
}

/** Told to both: the holder whose device was claimed, and the person whose invitation was used for it. */
function refused(personId: string | null, deviceId: string | null): Effect {
  return {
    type: 'audited',
    event: {
      actor: { kind: 'device' },
      what: 'check-in-refused',
      subjectPersonId: personId,
      deviceId,
      requestId: null,
      detail: { channel: 'apple', code: 'conflict' },
    },
  }
}
