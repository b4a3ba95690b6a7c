import { randomBytes } from 'node:crypto'
import { Secret } from '@latchkey/domain'
import type { Database, Device, Strength } from '@latchkey/domain'
import { startOpenIdProvider } from '@latchkey/openid-provider-simulator'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../http/app.ts'
import type { Log } from '../parts.ts'
import { openKeyring } from '../secrets/keyring.ts'
import { outboundFetch } from './outbound-fetch.ts'
import type { SignInParts } from './parts.ts'
import { relyingParty } from './relying-party.ts'
import { signInRoutes } from './routes.ts'
import { sessionsIn } from './sessions.ts'
import { memoryDatabase } from './test-database.ts'

export const origin = 'https://portal.test'

// One key a run: a database opens with the key it was made with.
const keyEncryptionKey = randomBytes(32)

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** The sign-in routes on a database, beside a foreign provider over real HTTP whose auth_time follows `now`. */
export async function openTestPortal(database: Database, now: () => Date, strength: Strength = { kind: 'one-factor' }) {
  const logged: string[] = []
  const note = (fields: object, message: string) => void logged.push(JSON.stringify(fields) + message)
  const log: Log = { debug: note, info: note, warn: note, error: note }
  const clientSecret = randomBytes(24).toString('hex')
  const provider = await startOpenIdProvider({
    clientId: 'portal',
    clientSecret,
    redirectUris: [`${origin}/auth/callback`],
    clock: () => Math.floor(now().getTime() / 1000),
  })
  provider.signInAs(camille)
  const parts: SignInParts = {
    origin: () => origin,
    database,
    keyring: await openKeyring(database, keyEncryptionKey),
    provider: {
      issuer: provider.issuer,
      clientId: 'portal',
      clientSecret: new Secret(clientSecret),
      fetch: outboundFetch(null),
      embedded: false,
      acrValues: [],
      maxAge: 1,
      authoritativeFor: [],
    },
    house: { strength, noticesWork: true },
    log,
  }
  const app = await createApp({ origin: () => origin, hosts: [], log })
  const sessions = sessionsIn(database)
  await app.register(signInRoutes(parts, relyingParty(parts.provider, parts.origin), sessions))
  app.get('/api/mine', async (request) => ({ email: (await sessions.requireSession(request)).person.email }))
  await app.ready()

  const person = await database.transaction(({ people }) =>
    people.add({
      issuer: provider.issuer,
      subject: 'camille',
      email: camille.email,
      name: camille.name,
      role: 'person',
    }),
  )
  const close = async () => {
    await app.close()
    await provider.close()
  }
  return { app, provider, parts, person, logged, clientSecret, browser: () => browser(app), close }
}

/** The same in memory, with Camille's iPhone. */
export async function startTestPortal(strength?: Strength) {
  const memory = memoryDatabase()
  const portal = await openTestPortal(memory.database, memory.now, strength)
  memory.rows.devices.set(deviceId, { ...iphone, holderId: portal.person.id, lastSeenAt: memory.now() })
  return { ...portal, memory }
}

export type TestPortal = Awaited<ReturnType<typeof startTestPortal>>

export const camille = { sub: 'camille', email: 'camille@contoso.example', name: 'Camille Moreau' }
export const sam = { sub: 'sam', email: 'sam@contoso.example', name: 'Sam Okafor' }
export const deviceId = 'c0ffee00-0000-4000-8000-000000000001'

const monthAgo = new Date(Date.now() - 30 * 24 * 60 * 60 * 1000)
/** Camille's iPhone, before it has a holder. */
export const iphone: Device = {
  id: deviceId,
  holderId: null,
  holderSince: monthAgo,
  firstHolder: true,
  channel: 'apple',
  platform: 'ios',
  form: 'phone',
  maker: 'Apple',
  model: 'iPhone 15',
  osVersion: '18.6',
  name: 'Camille’s iPhone',
  originalName: 'iPhone',
  serial: 'F2LX04F7K',
  ownership: 'personal',
  shared: false,
  passcodePresent: true,
  lostMode: false,
  markedLostAt: null,
  lastSeenAt: null,
  lastCheckedAt: null,
  removedAt: null,
  enrolment: {
    id: 'c0ffee00-0000-4000-8000-000000000002',
    deviceId,
    generation: 1,
    channel: 'apple',
    kind: 'device',
    state: 'enrolled',
    enrolledAt: monthAgo,
    signedInOnDevice: true,
    unlockTokenSince: monthAgo,
    pushDeadSince: null,
  },
}

export type TestBrowser = ReturnType<typeof browser>

/** A browser: keeps cookies of the portal and of the provider, and follows when told to. */
export function browser(app: FastifyInstance) {
  const jar = new Map<string, string>()
  const atProvider = new Map<string, string>()
  const setCookies: string[] = []
  const cookie = (from: ReadonlyMap<string, string>) => [...from].map(([name, value]) => `${name}=${value}`).join('; ')
  const keep = (into: Map<string, string>, lines: readonly string[]) => {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') into.delete(name)
      else into.set(name, value)
    }
  }
  const send = async (method: 'GET' | 'POST', path: string, body?: object | string, type = 'application/json') => {
    const url = new URL(path, origin)
    const answer = await app.inject({
      method,
      url: url.pathname + url.search,
      headers: {
        host: url.host,
        cookie: cookie(jar),
        'sec-fetch-site': 'same-origin',
        origin,
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    const lines = [answer.headers['set-cookie'] ?? []].flat()
    setCookies.push(...lines)
    keep(jar, lines)
    return answer
  }
  const get = (path: string) => send('GET', path)
  const form = (path: string, fields: Record<string, string>) =>
    send('POST', path, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded')
  const post = (path: string, body?: object) => send('POST', path, body)
  /** Goes to the provider; the address of the callback that it sends this browser to. */
  const visit = async (location: string) => {
    const answer = await fetch(location, { redirect: 'manual', headers: { cookie: cookie(atProvider) } })
    keep(atProvider, answer.headers.getSetCookie())
    return answer.headers.get('location') ?? ''
  }
  const begin = async (options: { borrowed?: boolean; returnTo?: string } = {}) => {
    const { borrowed = false, returnTo = '/devices' } = options
    return (await post('/api/sign-ins', { borrowed, returnTo })).json<{ location: string }>().location
  }
  const signIn = async (options: { borrowed?: boolean; returnTo?: string } = {}) =>
    get(await visit(await begin(options)))
  const ask = (device = deviceId) => post(`/api/devices/${device}/confirmations`, { act: 'reset-passcode' })
  const askAndVisit = async (device = deviceId) => visit((await ask(device)).json<{ location: string }>().location)
  return { jar, setCookies, get, post, form, visit, begin, signIn, ask, askAndVisit }
}

/** Code of the problem page that an answer leads to; the address itself when it leads elsewhere. */
export function landing(answer: { headers: Record<string, unknown> }): string {
  const location = String(answer.headers['location'])
  const url = new URL(location, origin)
  return url.pathname === '/auth/problem' ? (url.searchParams.get('code') ?? '') : location
}
