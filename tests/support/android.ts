import { randomBytes } from 'node:crypto'
import type { Database } from '@latchkey/domain'

/** An Android phone that a cloud manages whole, as its channel will write it down one day. Answers the device's id. */
export async function addAndroid(database: Database, personId: string, name: string): Promise<string> {
  const certificateHash = randomBytes(32)
  return database.transaction(async ({ enrolments }) => {
    const invitation = await enrolments.invite({
      personId,
      ownership: 'corporate',
      channel: 'android',
      certificateHash,
      signedInOnDevice: true,
      life: 60,
    })
    const { id, deviceId } = await enrolments.introduce({
      invitationId: invitation.id,
      personId,
      channel: 'android',
      kind: 'fully-managed',
      channelId: `enterprises/tests/devices/${certificateHash.toString('hex')}`,
      certificateHash,
      topic: '',
      facts: {
        platform: 'android',
        form: 'phone',
        maker: 'Google',
        model: 'Pixel 8',
        name,
        osVersion: '14',
        serial: '38101FDJH00C5L',
        shared: false,
      },
    })
    await enrolments.updatePush(id, { token: randomBytes(1), magic: '', topic: '' }, null)
    return deviceId
  })
}
