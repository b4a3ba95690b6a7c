import type { CheckOut } from '@latchkey/apple-mdm'
import type { Signer } from '@latchkey/certificates'
import type { Effect } from '@latchkey/domain'
import { inOneCommit } from '../../acts/commit.ts'
import { forbidden, nothing, type AppleAnswer } from './answer.ts'
import { endOpenRequests } from './end-requests.ts'
import type { AppleParts } from './parts.ts'

/** CheckOut: the profile was removed. The enrolment ends, its unlock tokens are erased, nothing is sent any more. */
export function takeCheckOut(parts: AppleParts, signer: Signer, { from }: CheckOut): Promise<AppleAnswer> {
  return inOneCommit(parts.database, async (stores) => {
    const pinned = await stores.enrolments.byCertificate(signer.hash)
    if (pinned === null) return forbidden('unknown-certificate')
    if (pinned.channelId !== from.id) return forbidden('another-device', pinned.id)
    if (pinned.state === 'ended') return nothing
    const { deviceId, personId, generation } = pinned
    await stores.commit(await endOpenRequests(stores, deviceId))
    await stores.enrolments.end(pinned.id)
    const left: Effect = {
      type: 'audited',
      event: {
        actor: { kind: 'device' },
        what: 'device-left',
        subjectPersonId: personId,
        deviceId,
        requestId: null,
        detail: { channel: 'apple', generation },
      },
    }
    const announced: readonly Effect[] =
      personId === null ? [] : [{ type: 'announced', personId, topic: 'device', id: deviceId }]
    await stores.commit([left, ...announced])
    return nothing
  })
}
