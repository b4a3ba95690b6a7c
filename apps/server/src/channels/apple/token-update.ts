import type { SecretBytes, TokenUpdate } from '@latchkey/apple-mdm'
import type { Effect, PinnedEnrolment, SealedToken } from '@latchkey/domain'
import { inOneCommit } from '../../acts/commit.ts'
import { newId } from '../../acts/random.ts'
import type { Keyring } from '../../parts.ts'
import { forbidden, nothing, type AppleAnswer } from './answer.ts'
import type { AppleParts } from './parts.ts'
import type { Speaker } from './speaker.ts'
import { unlockTokenContext } from './unlock-token.ts'

/**
 * TokenUpdate: where to push, and perhaps the unlock token, which the device may send this once and never again. Both
 * are committed before the 200; a token that is absent says nothing about the one that is kept.
 */
export async function takeTokenUpdate(parts: AppleParts, signer: Speaker, message: TokenUpdate): Promise<AppleAnswer> {
  try {
    return await commitUpdate(parts, signer, message)
  } finally {
    message.unlockToken?.reveal().fill(0)
  }
}

function commitUpdate(parts: AppleParts, signer: Speaker, message: TokenUpdate): Promise<AppleAnswer> {
  return inOneCommit(parts.database, async (stores) => {
    const pinned = await stores.enrolments.byCertificate(signer.hash)
    if (pinned === null) return forbidden('unknown-certificate')
    if (pinned.state === 'ended') return forbidden('enrolment-ended', pinned.id)
    if (pinned.channelId !== message.from.id) return forbidden('another-device', pinned.id)
    // The latest may come again, and revives its push address; an earlier one would bring back what has been replaced.
    if ((await stores.enrolments.noteCheckIn(signer.hash, signer.message)) === 'earlier') return nothing
    const { pushToken: token, pushMagic: magic, topic, unlockToken } = message
    const sealed = unlockToken === null ? null : seal(parts.keyring, pinned.id, unlockToken)
    const { firstTime } = await stores.enrolments.updatePush(pinned.id, { token, magic, topic }, sealed)
    await stores.commit([
      ...(firstTime ? enrolled(pinned, sealed !== null) : []),
      ...(pinned.personId === null ? [] : [announced(pinned.personId, pinned.deviceId)]),
    ])
    return nothing
  })
}

/** May run more than once: the transaction is tried again on rows that have changed. */
function seal(keyring: Keyring, enrolmentId: string, token: SecretBytes): SealedToken {
  const bytes = token.reveal()
  return {
    sealed: keyring.seal('unlock-token', unlockTokenContext(enrolmentId), bytes),
    fingerprint: keyring.fingerprint('unlock-token', bytes),
  }
}

/** The device is ours from now on; it is asked about itself at once. */
function enrolled({ id, deviceId, generation, personId }: PinnedEnrolment, unlockToken: boolean): readonly Effect[] {
  return [
    {
      type: 'audited',
      event: {
        actor: { kind: 'device' },
        what: 'device-enrolled',
        subjectPersonId: personId,
        deviceId,
        requestId: null,
        detail: { channel: 'apple', generation, unlockToken },
      },
    },
    {
      type: 'command-queued',
      command: { id: newId(), enrolmentId: id, requestId: null, kind: 'device-information' },
    },
    { type: 'wake', enrolmentId: id },
  ]
}

function announced(personId: string, deviceId: string): Effect {
  return { type: 'announced', personId, topic: 'device', id: deviceId }
}
