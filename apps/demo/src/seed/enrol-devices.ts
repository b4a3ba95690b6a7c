import {
  type AppleDevice,
  createAppleDevice,
  generateKey,
  makeIdentity,
  reviveAppleDevice,
  rights,
  type Surroundings,
} from '@latchkey/apple-device-simulator'
import type { Server } from '../../../server/src/compose.ts'
import type { DemoDevice } from '../fleet.ts'
import { enrolledDaysAgo, paceMs, type SeededDevice, seededDevices } from './devices.ts'

/** Topic of the demo's push certificate, which nobody issued: its push service is a stand-in. */
const topic = 'com.apple.mgmt.External.7a5c0f52-3d1b-4c0e-9f43-demo'

/**
 * The devices of the demo: those that were saved as they were, the others new and enrolled by the real protocol.
 * `reachable` is told of a push token whose device has a network again.
 */
export async function bringDevices(
  server: Server,
  saved: Readonly<Record<string, unknown>>,
  reachable: (pushToken: string) => void,
): Promise<readonly DemoDevice[]> {
  const devices: DemoDevice[] = []
  for (const seeded of seededDevices) {
    const surroundings: Surroundings = {
      polling: { afterNotNow: 5_000, afterFailure: 1_000 },
      onReachable: () => reachable(device.pushToken),
    }
    const known = seeded.id in saved
    const device: AppleDevice = known
      ? reviveAppleDevice(saved[seeded.id], surroundings)
      : await enrol(server, seeded, surroundings)
    device.answerSlowly(paceMs)
    // Whoever was away asks first of all.
    if (known) void device.connect()
    const { id, model, form, holder, passcode } = seeded
    devices.push({ id, device, model, form, holder: holder.firstName, forgotten: passcode })
  }
  return devices
}

async function enrol(server: Server, seeded: SeededDevice, surroundings: Surroundings): Promise<AppleDevice> {
  const { privateKeyPem } = await generateKey()
  const identity = makeIdentity(seeded.model, seeded.identity)
  const { passcode, cellular } = seeded
  const device = createAppleDevice({ identity, privateKeyPem, passcode, cellular }, surroundings)
  const { certificate, hash } = await server.issueDeviceCertificate(device.spkiDer, identity.udid)
  device.installCertificate(certificate)
  await invite(server, seeded.holder.email, hash)
  await device.enrol({
    serverUrl: `${server.origin}/apple/mdm`,
    checkInUrl: `${server.origin}/apple/checkin`,
    topic,
    accessRights: rights.lockAndPasscodeRemoval + rights.deviceInformation + rights.securityQuery,
    signMessage: true,
    checkOutWhenRemoved: true,
  })
  // It is asked about itself at once; its own name comes by that.
  await device.connect()
  await settleIn(server, device)
  return device
}

function invite(server: Server, email: string, certificateHash: Uint8Array): Promise<void> {
  return server.database.transaction(async ({ people, enrolments }) => {
    const person = await people.byEmail(email)
    if (person === null) throw new Error(`nobody has the address ${email}`)
    await enrolments.invite({
      personId: person.id,
      ownership: 'personal',
      channel: 'apple',
      certificateHash,
      signedInOnDevice: true,
      life: 60,
    })
  })
}

/** It counts as enrolled long ago, and is called in the portal as it calls itself. */
function settleIn(server: Server, device: AppleDevice): Promise<void> {
  const { udid, deviceName } = device.identity
  return server.database.transaction(async (stores) => {
    const enrolment = await stores.enrolments.byChannelId('apple', udid)
    if (enrolment === null) throw new Error(`the server does not know ${deviceName}`)
    await stores.enrolments.backdate(enrolment.id, enrolledDaysAgo)
    await stores.commit([{ type: 'device-renamed', deviceId: enrolment.deviceId, name: deviceName }])
  })
}
