import { randomBytes, randomUUID } from 'node:crypto'
import { unsentLife } from '@latchkey/domain'
import type { Act, Database, Enrolment, Introduction, Person, Request, Stores } from '@latchkey/domain'
import type { OpenDatabase } from '../open-database.ts'
import type { TestDatabase } from '../test/test-kit.ts'

/** The database under test, opened once for a whole file; each test brings people and devices of its own. */
export type Given = { readonly test: TestDatabase; readonly db: OpenDatabase }

export const newId = (): string => randomUUID()
export const hash = (): Uint8Array => new Uint8Array(randomBytes(32))
export const later = (time: Date, milliseconds: number): Date => new Date(time.getTime() + milliseconds)

export const facts: Introduction['facts'] = {
  platform: 'ios',
  form: 'phone',
  maker: 'Apple',
  model: 'iPhone 15',
  name: 'iPhone',
  osVersion: '18.6',
  serial: 'F2LXK0Q7Q2',
  shared: false,
}
export const push = { token: Uint8Array.of(1, 2, 3), magic: 'magic', topic: 'com.apple.mgmt.External.1' }
export const sealedToken = (name: string) => ({
  sealed: new Uint8Array(Buffer.from(`sealed ${name}`)),
  fingerprint: new Uint8Array(Buffer.from(`print ${name}`)),
})

export function addPerson(db: Database, name = 'Camille'): Promise<Person> {
  const subject = newId()
  const person = {
    issuer: 'https://id.example',
    subject,
    email: `${subject}@contoso.example`,
    name,
    role: 'person',
  } as const
  return db.transaction(({ people }) => people.add(person))
}

export type Enrolled = {
  readonly person: Person
  readonly enrolment: Enrolment
  readonly certificateHash: Uint8Array
  readonly channelId: string
}

export async function introduce(
  db: Database,
  person: Person,
  at: { readonly certificateHash?: Uint8Array; readonly channelId?: string } = {},
): Promise<Enrolled> {
  const { certificateHash = hash(), channelId = newId() } = at
  const enrolment = await db.transaction(async ({ enrolments }) => {
    const invitation = await enrolments.invite({
      personId: person.id,
      ownership: 'personal',
      channel: 'apple',
      certificateHash,
      signedInOnDevice: true,
      life: 60,
    })
    return enrolments.introduce({
      invitationId: invitation.id,
      personId: person.id,
      channel: 'apple',
      kind: 'device',
      channelId,
      certificateHash,
      topic: push.topic,
      facts,
    })
  })
  return { person, enrolment, certificateHash, channelId }
}

/** A person's enrolled iPhone whose unlock token is held. */
export async function enrol(db: Database): Promise<Enrolled> {
  const enrolled = await introduce(db, await addPerson(db))
  await db.transaction(({ enrolments }) => enrolments.updatePush(enrolled.enrolment.id, push, sealedToken('first')))
  return enrolled
}

export function requestFor({ person, enrolment }: Enrolled, now: Date, fields: Partial<Request> = {}): Request {
  const act: Act = 'reset-passcode'
  return {
    id: newId(),
    reference: randomBytes(4).toString('hex'),
    deviceId: enrolment.deviceId,
    enrolmentId: enrolment.id,
    personId: person.id,
    act,
    state: 'queued',
    askedAt: now,
    unsentUntil: later(now, unsentLife[act]),
    heldUntil: null,
    handedOverAt: null,
    settledAt: null,
    outcome: null,
    late: false,
    confirmationId: null,
    ...fields,
  }
}

export type Asked = Enrolled & { readonly request: Request; readonly commandId: string }

/** An enrolled iPhone with an open reset and its command in the queue. */
export async function askReset(db: Database, fields: Partial<Request> = {}, on?: Enrolled): Promise<Asked> {
  const enrolled = on ?? (await enrol(db))
  const request = requestFor(enrolled, await db.clock(), fields)
  const commandId = newId()
  await db.transaction((stores) =>
    stores.commit([
      { type: 'request-opened', request },
      {
        type: 'command-queued',
        command: { id: commandId, enrolmentId: enrolled.enrolment.id, requestId: request.id, kind: 'clear-passcode' },
      },
    ]),
  )
  return { ...enrolled, request, commandId }
}

/** Reads one thing in a transaction of its own. */
export function read<T>(db: Database, work: (stores: Stores) => Promise<T>): Promise<T> {
  return db.transaction(work)
}

/** Gathers what is said, and waits for something among it. */
export function collect<T>() {
  const all: T[] = []
  const watchers = new Set<() => void>()
  return {
    all,
    add: (one: T) => {
      all.push(one)
      for (const watch of watchers) watch()
    },
    until: (enough: (all: readonly T[]) => boolean): Promise<void> =>
      new Promise((done) => {
        const watch = () => {
          if (!enough(all)) return
          watchers.delete(watch)
          done()
        }
        watchers.add(watch)
        watch()
      }),
  }
}

/** Asks the database again and again until it answers with true, as long as a test may take. */
export async function until(look: () => Promise<boolean>): Promise<void> {
  while (!(await look()));
}
