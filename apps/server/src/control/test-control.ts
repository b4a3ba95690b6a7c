import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Announcement, Device, Person, Request } from '@latchkey/domain'
import { createDeviceCa } from '@latchkey/certificates'
import { createAccountStore, createSetUpStore } from '@latchkey/postgres'
import { createTestDatabase } from '@latchkey/postgres/test'
import { newReference } from '../acts/random.ts'
import { createLog } from '../log.ts'
import { createSetUpLink } from '../sign-in/set-up-link.ts'
import { lockFolder } from './folder-lock.ts'
import { openControl } from './open-control.ts'
import type { ControlParts } from './parts.ts'
import { terminal } from './test-terminal.ts'

const origin = 'https://portal.contoso.example'
const issuer = `${origin}/idp`
const authority = createDeviceCa({ commonName: 'Tests', now: new Date() }).then(({ certificate }) => certificate)

export type TestControl = Awaited<ReturnType<typeof openTestControl>>

/** For tests: a control socket on a real database, and a command line that finds it. */
export async function openTestControl(fields: Partial<ControlParts> = {}) {
  const held = await createTestDatabase('embedded')
  const { database } = held
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-control-'))
  const accounts = createAccountStore(database)
  const setUps = createSetUpStore(database)
  const lock = await lockFolder(join(folder, 'data/live'))
  const closeControl = openControl(lock, {
    database,
    house: { strength: { kind: 'amr', required: ['mfa'] }, noticesWork: true },
    config: { apnsUrl: 'https://127.0.0.1:1', portalFolder: folder, roles: ['portal', 'devices', 'jobs'] },
    deviceCa: await authority,
    embedded: { issuer, accounts, createLink: (subject) => createSetUpLink({ setUps, origin }, subject) },
    log: createLog('silent'),
    ...fields,
  })
  const announced: Announcement[] = []
  const stopListening = await database.listen((message) => announced.push(message))
  const latchkey = terminal({ folder })

  function addPerson(name: string): Promise<Person> {
    const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@contoso.example`
    const person = { issuer, subject: randomUUID(), email, name, role: 'person' } as const
    return database.transaction(({ people }) => people.add(person))
  }

  /** An enrolled iPhone of this person. */
  async function addPhone({ id: personId }: Person, name = 'iPhone'): Promise<Device> {
    return database.transaction(async ({ enrolments, devices }) => {
      const certificateHash = randomBytes(32)
      const common = { personId, channel: 'apple', certificateHash } as const
      const { id: invitationId } = await enrolments.invite({
        ...common,
        ownership: 'personal',
        signedInOnDevice: true,
        life: 60,
      })
      const topic = 'com.apple.mgmt.External.tests'
      const enrolment = await enrolments.introduce({
        ...common,
        invitationId,
        kind: 'device',
        channelId: randomUUID(),
        topic,
        facts: {
          platform: 'ios',
          form: 'phone',
          maker: 'Apple',
          model: 'iPhone 15',
          name,
          osVersion: '18.6',
          serial: 'F2LX04F7K',
          shared: false,
        },
      })
      const sealed = { sealed: randomBytes(32), fingerprint: randomBytes(32) }
      await enrolments.updatePush(enrolment.id, { token: randomBytes(32), magic: 'magic', topic }, sealed)
      const device = await devices.byId(enrolment.deviceId)
      if (device === null) throw new Error('The phone is gone')
      return device
    })
  }

  /** A reset of this device, asked by its holder, in this state. */
  async function askReset(device: Device, state: 'queued' | 'handed-over' = 'queued'): Promise<Request> {
    return database.transaction(async (stores) => {
      const askedAt = await stores.now()
      const request: Request = {
        id: randomUUID(),
        reference: newReference(),
        deviceId: device.id,
        enrolmentId: device.enrolment?.id ?? '',
        personId: device.holderId ?? '',
        act: 'reset-passcode',
        state,
        askedAt,
        unsentUntil: new Date(askedAt.getTime() + 3_600_000),
        heldUntil: null,
        handedOverAt: state === 'handed-over' ? askedAt : null,
        settledAt: null,
        outcome: null,
        late: false,
        confirmationId: null,
      }
      await stores.commit([{ type: 'request-opened', request }])
      return request
    })
  }

  /** A live session of this person; tells whether it still is. */
  async function signIn({ id: personId }: Person): Promise<() => Promise<boolean>> {
    const idHash = randomBytes(32)
    const rest = { borrowed: false, authTime: null, acr: null, amr: [], confirmationId: null, sealedIdToken: null }
    await database.transaction(({ sessions }) => sessions.start({ idHash, personId, ...rest }))
    return async () => (await database.transaction(({ sessions }) => sessions.live(idHash))) !== null
  }

  /** What the audit log holds about a person, newest first. */
  async function recorded({ id }: Pick<Person, 'id'>) {
    const { rows } = await database.engine.query(
      `select actor_kind || ' ' || coalesce(actor_number, '') as actor, what, detail from audit_event
       where subject_number = (select number from person where id = $1) order by id desc`,
      [id],
    )
    return rows as readonly { readonly actor: string; readonly what: string; readonly detail: object }[]
  }

  return {
    database,
    accounts,
    folder,
    announced,
    latchkey,
    /** The answer of a command that must succeed. */
    async done(...line: readonly string[]): Promise<unknown> {
      const { status, out } = await latchkey(...line, '--json')
      if (status !== 0) throw new Error(`latchkey ${line.join(' ')}: ${out}`)
      return JSON.parse(out) as unknown
    },
    addPerson,
    addPhone,
    askReset,
    signIn,
    recorded,
    request: ({ id }: Pick<Request, 'id'>) => database.transaction(({ requests }) => requests.byId(id)),
    person: ({ id }: Pick<Person, 'id'>) => database.transaction(({ people }) => people.byId(id)),
    device: ({ id }: Pick<Device, 'id'>) => database.transaction(({ devices }) => devices.byId(id)),
    async close() {
      await stopListening()
      await closeControl()
      await lock.release()
      await held.drop()
      await rm(folder, { recursive: true })
    },
  }
}

/** How the audit log names the user that these tests run as. */
export const operator = `operator operator:${process.getuid?.() ?? ''}`
