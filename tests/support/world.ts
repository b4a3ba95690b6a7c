import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Channel } from '@latchkey/domain'
import type { AppleDevice, ModelName } from '@latchkey/apple-device-simulator'
import { startApns } from '@latchkey/apns-stand-in'
import type { ApnsStandIn } from '@latchkey/apns-stand-in'
import { createTestDatabase } from '@latchkey/postgres/test'
import type { TestDatabase } from '@latchkey/postgres/test'
import { baseConfig } from '../../apps/server/src/config.ts'
import type { Config } from '../../apps/server/src/config.ts'
import { compose } from '../../apps/server/src/compose.ts'
import type { Extras, Server } from '../../apps/server/src/compose.ts'
import type { Letter } from '../../apps/server/src/notices/notice.ts'
import type { CalledChannel } from '../../apps/server/src/parts.ts'
import { newKeyFile } from '../../apps/server/src/secrets/key-file.ts'
import { addPerson, enrolApple } from './seed.ts'
import type { Enrolled } from './seed.ts'

export type DatabaseKind = 'embedded' | 'postgres'
export const databaseKinds: readonly DatabaseKind[] = ['embedded', 'postgres']

export type { Enrolled } from './seed.ts'
export { password } from './seed.ts'

export type World = {
  readonly server: Server
  readonly origin: string
  readonly test: TestDatabase
  readonly apns: ApnsStandIn
  readonly letters: Letter[]
  readonly logged: string[]
  /** Moves the only clock of rules. */
  shiftClock(milliseconds: number): Promise<void>
  addPerson(email: string, name: string): Promise<string>
  /** Makes a simulated iPhone or iPad that has enrolled for this person, through the protocol. */
  addApple(email: string, model: ModelName, name: string, passcode: string): Promise<Enrolled>
  close(): Promise<void>
}

export type WorldOptions = {
  readonly database: DatabaseKind
  readonly config?: Partial<Config>
  readonly calledChannels?: Readonly<Partial<Record<Channel, CalledChannel>>>
  /** Rings phones at each push; false: they must be told to connect. */
  readonly ringing?: boolean
}

/** A real server on a real database with simulated devices around it, all on loopback. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-world-'))
  const phones: AppleDevice[] = []
  const test = await createTestDatabase(options.database)
  const apns = await startApns({
    onPush: (token, magic) => {
      if (options.ringing === false) return false
      return phones.find((phone) => phone.pushToken === token)?.ring(magic) ?? false
    },
  })
  const letters: Letter[] = []
  const logged: string[] = []
  const keyFile = join(folder, 'key')
  await newKeyFile(keyFile)
  const extras: Extras = {
    database: test.database,
    log: recordingLog(logged),
    sendLetter: async (letter) => {
      letters.push(letter)
    },
    ...(options.calledChannels === undefined ? {} : { calledChannels: options.calledChannels }),
  }
  const server = await compose(
    baseConfig({
      data: folder,
      database: { kind: 'embedded', folder: join(folder, 'database') },
      keyFile,
      organisation,
      apnsUrl: apns.origin,
      outboundRoots: apns.rootPem,
      ...options.config,
    }),
    extras,
  )
  return {
    server,
    origin: server.origin,
    test,
    apns,
    letters,
    logged,
    shiftClock: (milliseconds) => test.shiftClock(milliseconds),
    addPerson: (email, name) => addPerson(server.database, `${server.origin}/idp`, email, name),
    async addApple(email, model, name, passcode) {
      const enrolled = await enrolApple(server, email, model, name, passcode)
      phones.push(enrolled.phone)
      // Its own name comes later, by an inventory, and stays beside the portal's.
      const { deviceId } = enrolled
      await server.database.transaction((stores) => stores.commit([{ type: 'device-renamed', deviceId, name }]))
      return enrolled
    },
    async close() {
      for (const phone of phones) await phone.close()
      await server.close()
      await apns.close()
      await test.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const organisation = {
  name: 'Contoso',
  colour: '#0e5a6b',
  logoUrl: null,
  privacyUrl: null,
  contact: {
    name: 'Contoso IT support',
    phone: '+1 555 0100',
    email: 'support@contoso.example',
    websiteName: null,
    websiteUrl: null,
    note: 'Monday to Friday, 8 to 18',
  },
}

function recordingLog(logged: string[]) {
  const write = (level: string) => (fields: object, message: string) => {
    logged.push(`${level} ${message} ${JSON.stringify(fields)}`)
  }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
