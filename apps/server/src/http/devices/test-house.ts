import { randomBytes } from 'node:crypto'
import { decodePlist, isDict, type PlistDict } from '@latchkey/apple-mdm'
import type { DeviceCa } from '@latchkey/certificates'
import type { Database, Device, Request, Stores } from '@latchkey/domain'
import fastify from 'fastify'
import { newId, newReference } from '../../acts/random.ts'
import { settleWith } from '../../acts/settle.ts'
import { rememberingLog } from '../../channels/apple/test-parts.ts'
import { openKeyring } from '../../secrets/keyring.ts'
import { createAppleChannel } from './apple-channel.ts'
import { makePhone, type Said, type TestPhone } from './test-phone.ts'

export type TestHouse = Awaited<ReturnType<typeof openHouse>>

type Asked = { readonly id: string; readonly now: () => Promise<Request> }

/** What a test brings: a database of its own. */
type TestDatabase = {
  readonly database: Database & { migrate(): Promise<unknown> }
  shiftClock(milliseconds: number): Promise<void>
  drop(): Promise<void>
}

/** For tests: the Apple channel on a real database, with real keys and settling, and no push service. */
export async function openHouse(ca: DeviceCa, test: TestDatabase) {
  const { database } = test
  await database.migrate()
  const log = rememberingLog()
  const keyring = await openKeyring(database, randomBytes(32))
  const channel = createAppleChannel({
    database,
    keyring,
    settle: settleWith(database, log),
    log,
    deviceCa: ca.certificate,
    push: { url: 'https://127.0.0.1:1', roots: null },
  })
  const app = fastify()
  await app.register(channel.routes)
  let people = 0

  async function addPerson(): Promise<string> {
    people += 1
    const subject = `person-${people}`
    const email = `${subject}@contoso.example`
    const issuer = 'https://id.example'
    const { id } = await database.transaction((stores) =>
      stores.people.add({ issuer, subject, email, name: subject, role: 'person' }),
    )
    return id
  }

  async function invite(phone: TestPhone, personId: string): Promise<void> {
    const { hash } = phone.identity
    await database.transaction((stores) =>
      stores.enrolments.invite({
        personId,
        ownership: 'personal',
        channel: 'apple',
        certificateHash: hash,
        signedInOnDevice: true,
        life: 60,
      }),
    )
  }

  /** An enrolled phone of a new person, past its first question. */
  async function enrolled(unlockToken: Uint8Array | null = randomBytes(1500)) {
    const phone = await makePhone(app, ca)
    const personId = await addPerson()
    await invite(phone, personId)
    await phone.authenticate()
    await phone.tokenUpdate(unlockToken)
    await phone.report('Acknowledged', commandOf(await phone.idle()).uuid)
    const device = await deviceOf(personId)
    return { phone, personId, device }
  }

  async function deviceOf(personId: string): Promise<Device> {
    const [device] = await database.transaction((stores) => stores.devices.heldBy(personId))
    if (device === undefined) throw new Error('This person holds no device')
    return device
  }

  /** A reset asked for and waiting. */
  const ask = (device: Device): Promise<Asked> => database.transaction((stores) => askIn(stores, device))

  /** The same, in a transaction of the test's own. */
  async function askIn(stores: Stores, device: Device): Promise<Asked> {
    const id = newId()
    const now = await stores.now()
    const enrolmentId = device.enrolment?.id ?? ''
    const request: Request = {
      id,
      reference: newReference(),
      deviceId: device.id,
      enrolmentId,
      personId: device.holderId ?? '',
      act: 'reset-passcode',
      state: 'queued',
      askedAt: now,
      unsentUntil: new Date(now.getTime() + 3_600_000),
      heldUntil: null,
      handedOverAt: null,
      settledAt: null,
      outcome: null,
      late: false,
      confirmationId: null,
    }
    const command = { id: newId(), enrolmentId, requestId: id, kind: 'clear-passcode' } as const
    await stores.commit([
      { type: 'request-opened', request },
      { type: 'command-queued', command },
    ])
    return {
      id,
      async now() {
        const present = await database.transaction(({ requests }) => requests.byId(id))
        if (present === null) throw new Error('The request is gone')
        return present
      },
    }
  }

  return {
    app,
    database,
    keyring,
    log,
    addPerson,
    invite,
    enrolled,
    deviceOf,
    ask,
    askIn,
    makePhone: () => makePhone(app, ca),
    shiftClock: (milliseconds: number) => test.shiftClock(milliseconds),
    async close() {
      await app.close()
      await channel.close()
      await database.close()
      await test.drop()
    },
  }
}

/** The command in an answer. */
export function commandOf({ status, body }: Said): {
  readonly uuid: string
  readonly type: string
  readonly command: PlistDict
} {
  if (status !== 200 || body === '') throw new Error(`No command in an answer of ${status}`)
  const value = decodePlist(body)
  const command = isDict(value) ? value['Command'] : undefined
  if (!isDict(value) || !isDict(command)) throw new Error('The answer is no command')
  return { uuid: String(value['CommandUUID']), type: String(command['RequestType']), command }
}
