import { createAppleDevice, generateKey, makeIdentity, rights } from '@latchkey/apple-device-simulator'
import type { AppleDevice, ModelName } from '@latchkey/apple-device-simulator'
import { hashPassword } from '@latchkey/identity-provider'
import { createAccountStore } from '@latchkey/postgres'
import type { OpenDatabase } from '@latchkey/postgres'
import type { Server } from '../../apps/server/src/compose.ts'

/** The password of every account in tests. */
export const password = 'correct horse battery staple'
const topic = 'com.apple.mgmt.External.6f1d2b1e-tests'

/** An embedded account and the person who signs in with it; answers the person's id. */
export async function addPerson(database: OpenDatabase, issuer: string, email: string, name: string): Promise<string> {
  const subject = email.split('@', 1)[0] ?? email
  await createAccountStore(database).add({ subject, email, name, passwordHash: await hashPassword(password) })
  const person = await database.transaction(({ people }) =>
    people.add({ issuer, subject, email, name, role: 'person' }),
  )
  return person.id
}

export type Enrolled = { readonly phone: AppleDevice; readonly deviceId: string; readonly enrolmentId: string }

/** A simulated iPhone or iPad that enrols for this person, through the protocol, and is then locked. */
export async function enrolApple(
  server: Pick<Server, 'database' | 'origin' | 'issueDeviceCertificate'>,
  email: string,
  model: ModelName,
  name: string,
  passcode: string,
): Promise<Enrolled> {
  const { privateKeyPem } = await generateKey()
  const phone = createAppleDevice({ identity: makeIdentity(model, { deviceName: name }), privateKeyPem, passcode })
  const { certificate, hash } = await server.issueDeviceCertificate(phone.spkiDer, phone.identity.udid)
  phone.installCertificate(certificate)
  await server.database.transaction(async ({ people, enrolments }) => {
    const person = await people.byEmail(email)
    if (person === null) throw new Error(`nobody has the address ${email}`)
    await enrolments.invite({
      personId: person.id,
      ownership: 'personal',
      channel: 'apple',
      certificateHash: hash,
      signedInOnDevice: true,
      life: 60,
    })
  })
  await phone.enrol({
    serverUrl: `${server.origin}/apple/mdm`,
    checkInUrl: `${server.origin}/apple/checkin`,
    topic,
    accessRights: rights.lockAndPasscodeRemoval + rights.deviceInformation + rights.securityQuery,
    signMessage: true,
    checkOutWhenRemoved: true,
  })
  phone.lock()
  await phone.connect()
  return { phone, ...(await deviceOf(server.database, phone)) }
}

async function deviceOf(
  database: OpenDatabase,
  phone: AppleDevice,
): Promise<{ deviceId: string; enrolmentId: string }> {
  return database.transaction(async ({ enrolments }) => {
    const enrolment = await enrolments.byChannelId('apple', phone.identity.udid)
    if (enrolment === null) throw new Error('the device did not enrol')
    return { deviceId: enrolment.deviceId, enrolmentId: enrolment.id }
  })
}
