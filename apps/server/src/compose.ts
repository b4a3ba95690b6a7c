import { X509Certificate } from 'node:crypto'
import { issueDeviceCertificate } from '@latchkey/certificates'
import type { DeviceCa } from '@latchkey/certificates'
import type { Announcement, Channel } from '@latchkey/domain'
import type { Start } from '@latchkey/portal-api'
import {
  createAccountStore,
  createAttemptStore,
  createProviderRecordStore,
  createSecondFactorStore,
  createSetUpStore,
  openEmbedded,
  openPostgres,
} from '@latchkey/postgres'
import type { OpenDatabase } from '@latchkey/postgres'
import type { FastifyPluginAsync } from 'fastify'
import { claimInvited } from './acts/claim-invited.ts'
import type { HouseRules } from './acts/house-rules.ts'
import { settleWith } from './acts/settle.ts'
import { wake } from './acts/wake.ts'
import type { Channels } from './acts/wake.ts'
import { createAppleChannel } from './http/devices/apple-channel.ts'
import type { Config, DatabaseConfig, ServerRole } from './config.ts'
import { lockFolder } from './control/folder-lock.ts'
import { openControl } from './control/open-control.ts'
import type { EmbeddedAccounts } from './control/parts.ts'
import { readVersion } from './control/read-version.ts'
import { createApp } from './http/app.ts'
import { checkDeviceOrigin, recordingDeviceOrigin } from './http/device-origin.ts'
import { openDoors } from './http/doors.ts'
import type { Doors } from './http/doors.ts'
import type { GuardParts } from './http/guards.ts'
import { createReadiness, healthRoutes } from './http/health.ts'
import { adminHandle } from './http/metrics-admin.ts'
import { readFigures } from './http/metrics-figures.ts'
import { createMetrics } from './http/metrics.ts'
import { deviceRoutes } from './http/portal/devices.ts'
import { createStreams } from './http/portal/events.ts'
import { newsRoutes } from './http/portal/news.ts'
import { pageRoutes } from './http/portal/pages.ts'
import { requestRoutes } from './http/portal/requests.ts'
import { runJobs } from './jobs/run-jobs.ts'
import { createLog } from './log.ts'
import { sendNoticeWith } from './notices/notice.ts'
import type { SendLetter } from './notices/notice.ts'
import type { CalledChannel, Log } from './parts.ts'
import { deviceAuthority } from './secrets/installation.ts'
import { readKeyFile } from './secrets/key-file.ts'
import { openKeyring } from './secrets/keyring.ts'
import { joinSignIn, strengthOf } from './sign-in/join.ts'
import type { EmbeddedStores } from './sign-in/join.ts'
import { setAccount } from './sign-in/set-account.ts'
import type { NewAccount } from './sign-in/set-account.ts'
import { createSetUpLink } from './sign-in/set-up-link.ts'
import { tellCredentials } from './sign-in/tell-credentials.ts'

/** What a caller may put in place of, or beside, the server's own parts. */
export type Extras = {
  /** Opened by the caller and closed by the server; the data folder is then not locked. */
  readonly database?: OpenDatabase
  readonly log?: Log
  /** Routes of the caller's own (the demo's wall). */
  readonly plugins?: readonly FastifyPluginAsync[]
  readonly demo?: Start['demo']
  /** How letters leave; without it nobody can be told of anything, and guarded acts are off. */
  readonly sendLetter?: SendLetter
  readonly calledChannels?: Readonly<Partial<Record<Channel, CalledChannel>>>
  /** What the start is doing, for whoever waits. */
  readonly progress?: (what: string) => void
}

export type Server = {
  readonly origin: string
  readonly port: number
  /** What enrolments are told. */
  readonly deviceOrigin: string
  /** null: devices call where people do. */
  readonly devicePort: number | null
  /** null: no metrics are served. */
  readonly adminPort: number | null
  readonly database: OpenDatabase
  readonly deviceCa: DeviceCa
  /** Issues a device's identity for its public key (SPKI, DER); where a device can't ask by itself yet. */
  issueDeviceCertificate(spki: Uint8Array, commonName: string): ReturnType<typeof issueDeviceCertificate>
  /** Makes an embedded account, or gives it another password. */
  setAccount(account: NewAccount): Promise<void>
  /** Lets present requests end, then lets go of everything; a second call does nothing. */
  close(): Promise<void>
}

const certificateDays = 5 * 365

/** Joins all parts into a running server. What was opened is closed again when a later part fails. */
export async function compose(config: Config, extras: Extras = {}): Promise<Server> {
  const opened: (() => Promise<void>)[] = []
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close()
  }
  try {
    return await join(config, extras, opened, closeAll)
  } catch (error) {
    await closeAll()
    throw error
  }
}

async function join(
  config: Config,
  extras: Extras,
  opened: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<Server> {
  const log = extras.log ?? createLog(config.logLevel)
  const progress = extras.progress ?? (() => undefined)
  const doors = await openDoors(config, log)
  opened.push(() => doors.close())
  const origin = config.origin ?? `${config.tls === null ? 'http' : 'https'}://localhost:${doors.port}`
  const deviceOrigin = config.deviceOrigin ?? deviceOriginBeside(origin, doors.devicePort)

  const lock = extras.database === undefined ? await lockFolder(config.data) : null
  if (lock !== null) opened.push(() => lock.release())
  progress('database')
  const database = extras.database ?? (await openDatabase(config.database, log))
  opened.push(() => database.close())
  await database.checkStamp(config.mode)
  await database.migrate()
  await database.stamp(config.mode)
  // The demo makes its devices anew for another origin.
  const originParts = { database, log, query: (text: string) => database.engine.query(text) }
  if (config.mode === 'real') await checkDeviceOrigin(originParts, deviceOrigin)

  const keyring = await openKeyring(database, await readKeyFile(config.keyFile))
  const deviceCa = await deviceAuthority(database, keyring, `${config.organisation.name} devices`)
  const house: HouseRules = { strength: strengthOf(config), noticesWork: extras.sendLetter !== undefined }
  const settle = settleWith(database, log)
  const apple = createAppleChannel({
    database,
    keyring,
    settle,
    log,
    deviceCa: deviceCa.certificate,
    push: { url: config.apnsUrl, roots: config.outboundRoots },
  })
  const version = await readVersion()
  const readiness = createReadiness(database)
  const metrics =
    config.adminListen === null
      ? null
      : createMetrics({
          version,
          figures: () => readFigures(originParts.query),
          certificates: () => certificateEnds(doors, deviceCa),
          log,
        })
  const ring = async (enrolmentId: string) => {
    try {
      await apple.ring(enrolmentId)
    } catch (error) {
      metrics?.pushFailed('apple')
      throw error
    }
  }
  const channels: Channels = { fetched: { apple: { ...apple, ring } }, called: extras.calledChannels ?? {} }
  opened.push(() => apple.close())

  const parts = { database, keyring, house, log, settle }
  const told = tellCredentials(database, `${origin}/idp`)
  const embedded = embeddedStores(database)
  const signIn = await joinSignIn({ ...parts, claimInvited, told, embedded, config, origin })
  const portal = { ...parts, requireSession: signIn.requireSession }
  const streams = createStreams(portal)
  const does = (role: ServerRole) => config.roles.includes(role)
  const channelRoutes = [recordingDeviceOrigin(originParts, deviceOrigin, [apple.routes])]
  const peopleRoutes = [
    signIn.routes,
    deviceRoutes(portal),
    requestRoutes(portal),
    newsRoutes(portal),
    streams.routes,
    ...(extras.plugins ?? []),
    pageRoutes({
      ...parts,
      organisation: config.organisation,
      demo: extras.demo ?? null,
      version,
      sessionOf: signIn.sessionOf,
      portalFolder: config.portalFolder,
      formTargets: signIn.formTargets,
    }),
  ]
  const forDevices = does('devices') ? channelRoutes : []
  const forPeople = does('portal') ? peopleRoutes : []
  const openApp = async (guarded: GuardParts, plugins: readonly FastifyPluginAsync[]) => {
    const app = await createApp({ ...guarded, log })
    opened.push(() => app.close())
    for (const plugin of [healthRoutes(readiness), ...plugins]) await app.register(plugin)
    await app.ready()
    return app
  }
  const { hosts } = config
  const apart = doors.devicePort !== null
  const portalApp = await openApp(
    { origin: () => origin, deviceOrigin, hosts },
    apart ? forPeople : [...forDevices, ...forPeople],
  )
  const devicesApp = apart ? await openApp({ origin: () => deviceOrigin, hosts }, forDevices) : portalApp
  const heard = (message: Announcement) => {
    streams.heard(message)
    if (message.type === 'wake' && does('devices')) {
      wake(parts, channels, message.enrolmentId).catch((error: unknown) => {
        log.info({ error: error instanceof Error ? error.name : 'unknown' }, 'ringing failed; a job tries again')
      })
    }
  }
  opened.push(await database.listen(heard))
  doors.serve(
    (request, response) => portalApp.routing(request, response),
    (request, response) => devicesApp.routing(request, response),
    metrics === null ? () => undefined : adminHandle(metrics, readiness),
  )

  if (does('jobs')) {
    const { organisation } = config
    const cleanUp = () => createProviderRecordStore(database).removeExpired()
    const send = extras.sendLetter ?? (() => Promise.resolve())
    const sendNotice = sendNoticeWith({ database, organisation: organisation.name, origin: () => origin, send })
    opened.push(await runJobs({ ...parts, channels, sendNotice, cleanUp }))
  }
  if (lock !== null) {
    const embedded =
      config.provider.kind === 'embedded' ? embeddedAccounts(embeddedStores(database), signIn.issuer, origin) : null
    opened.push(openControl(lock, { database, house, config, embedded, deviceCa: deviceCa.certificate, log }))
  }
  // First of all when it stops: streams end, present requests are answered, new ones find nobody.
  opened.push(async () => {
    readiness.stopping()
    streams.close()
    await doors.close()
  })
  return {
    origin,
    port: doors.port,
    deviceOrigin,
    devicePort: doors.devicePort,
    adminPort: doors.adminPort,
    database,
    deviceCa,
    issueDeviceCertificate: async (publicKey, commonName) =>
      issueDeviceCertificate(deviceCa, { publicKey, commonName, days: certificateDays, now: await database.clock() }),
    setAccount: (account) => setAccount(database, createAccountStore(database), signIn.issuer, account),
    close,
  }
}

function certificateEnds(doors: Doors, deviceCa: DeviceCa): Readonly<Record<string, Date>> {
  const tls = doors.certificateExpires()
  const authority = new X509Certificate(deviceCa.certificate).validToDate
  return { device_authority: authority, ...(tls === null ? {} : { tls }) }
}

function deviceOriginBeside(origin: string, devicePort: number | null): string {
  if (devicePort === null) return origin
  const url = new URL(origin)
  url.port = String(devicePort)
  return url.origin
}

/** Opens the database that the configuration names; throws `DatabaseError`. */
export function openDatabase(config: DatabaseConfig, log: Log): Promise<OpenDatabase> {
  if (config.kind === 'embedded') return openEmbedded({ folder: config.folder }, log)
  const { url, listenUrl } = config
  return openPostgres({
    url: url.reveal(),
    log,
    ...(listenUrl === null ? {} : { listenUrl: listenUrl.reveal() }),
  })
}

function embeddedAccounts({ accounts, setUps }: EmbeddedStores, issuer: string, origin: string): EmbeddedAccounts {
  return { issuer, accounts, createLink: (subject) => createSetUpLink({ setUps, origin }, subject) }
}

function embeddedStores(database: OpenDatabase): EmbeddedStores {
  return {
    accounts: createAccountStore(database),
    records: createProviderRecordStore(database),
    attempts: createAttemptStore(database),
    secondFactors: createSecondFactorStore(database),
    setUps: createSetUpStore(database),
  }
}
