import { startApns } from '@latchkey/apns-stand-in'
import { compose } from '../../server/src/compose.ts'
import { baseConfig } from '../../server/src/config.ts'
import type { DemoConfig } from './config.ts'
import { writeDemoFile } from './demo-file.ts'
import { makeFleet } from './fleet.ts'
import { keepSaved } from './keep-saved.ts'
import { makeMailbox } from './mailbox/mailbox.ts'
import { makeMailboxPages } from './mailbox/routes.ts'
import { assetRoutes } from './pages/assets.ts'
import { freePort, prepareFolder } from './prepare-folder.ts'
import { seedPeople } from './seed/accounts.ts'
import { bringDevices } from './seed/enrol-devices.ts'
import { organisation, sender } from './seed/organisation.ts'
import { makePassword } from './seed/people.ts'
import { makeWall } from './wall/routes.ts'

/** The demo as it runs. */
export type Demo = {
  readonly origin: string
  readonly data: string
  /** Of every account, made at this start. */
  readonly password: string
  close(): Promise<void>
}

/** What the start is doing, for whoever waits. */
export type Step = 'set-aside' | 'folder' | 'database' | 'people' | 'devices'

const wallPath = '/demo/wall'
const mailboxPath = '/demo/mailbox'

/** Hears each step; of `set-aside` also the new name of the database that made room. */
export type Progress = (step: Step, first: boolean, movedTo?: string) => void

/** Starts everything in this process: the real server on the embedded database, the phones and their push service. */
export async function startDemo(config: DemoConfig, progress: Progress): Promise<Demo> {
  const opened: (() => Promise<void>)[] = []
  const close = async () => {
    for (const shut of opened.splice(0).reverse()) await shut()
  }
  try {
    return await start(config, progress, opened, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function start(
  config: DemoConfig,
  progress: Progress,
  opened: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<Demo> {
  const port = config.port === 0 ? await freePort(config.host) : config.port
  const origin = config.origin ?? `http://localhost:${String(port)}`
  const { data, database, keyFile, file, movedTo } = await prepareFolder(config.data, origin)
  const first = !file.seeded
  if (movedTo !== null) progress('set-aside', first, movedTo)
  progress('folder', first)

  const fleet = makeFleet()
  opened.push(fleet.close)
  const apns = await startApns({ onPush: fleet.ring })
  opened.push(() => apns.close())
  const wall = makeWall(fleet)
  const mailbox = makeMailbox(sender)
  const mailboxPages = makeMailboxPages(mailbox)

  progress('database', first)
  const server = await compose(
    baseConfig({
      host: config.host,
      port,
      origin,
      data,
      database: { kind: 'embedded', folder: database },
      keyFile,
      organisation,
      apnsUrl: apns.origin,
      outboundRoots: apns.rootPem,
      logLevel: config.logLevel,
    }),
    {
      plugins: [assetRoutes(organisation.colour), wall.routes, mailboxPages.routes],
      demo: { wall: wallPath, mailbox: mailboxPath },
      sendLetter: mailbox.send,
    },
  )
  opened.push(() => server.close())
  // Before the server stops, which would wait for open streams.
  opened.push(async () => {
    wall.close()
    mailboxPages.close()
  })

  progress('people', first)
  const password = makePassword()
  await seedPeople(server, password)
  progress('devices', first)
  const devices = await bringDevices(server, file.devices, (token) => apns.online(token))
  devices.forEach(fleet.add)

  const saved = keepSaved(() =>
    writeDemoFile(data, {
      version: 1,
      origin,
      seeded: true,
      devices: Object.fromEntries(devices.map(({ id, device }) => [id, device.save()])),
    }),
  )
  saved.changed()
  fleet.onChange(() => saved.changed())
  opened.push(() => saved.close())
  return { origin, data, password, close }
}
