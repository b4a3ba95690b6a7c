import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { codeAt, stepOf } from './accounts/totp.ts'
import {
  createIdentityProvider,
  createSetUpLink,
  hashPassword,
  memoryAccounts,
  memoryAttempts,
  memoryRecords,
  memorySecondFactors,
} from './index.ts'
import { testSealing } from './test-sealing.ts'
import { newSigningKeys } from './signing-keys.ts'
import type { CredentialNews, IntentDescription, Throttle } from './index.ts'

export const password = 'a door that stands open'
export const callback = 'https://portal.example/auth/callback'
export const signedOut = 'https://portal.example/signed-out'
export const verifier = randomBytes(32).toString('base64url')
const challenge = createHash('sha256').update(verifier).digest('base64url')

/** What tests may change while the provider runs. */
export type Knobs = { now: Date; colour: string; intent: IntentDescription | null; tellingFails: boolean }

/** A provider with two accounts on a loopback port, and browsers without script that visit it. */
export async function startTestProvider(throttle?: Throttle) {
  const knobs: Knobs = { now: new Date(), colour: '#0e5a6b', intent: null, tellingFails: false }
  const logged: string[] = []
  const told: CredentialNews[] = []
  const secret = randomBytes(32).toString('base64url')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clock = async () => knobs.now
  const log = (fields: object, message: string) => void logged.push(JSON.stringify([fields, message]))
  const accounts = memoryAccounts()
  const passwordHash = await hashPassword(password)
  for (const name of ['camille', 'sam'])
    await accounts.add({ subject: `s-${name}`, email: `${name}@contoso.example`, name, passwordHash })
  await accounts.add({ subject: 's-alex', email: 'alex@contoso.example', name: 'Alex <i>', passwordHash: null })
  const { secondFactors, setUps } = memorySecondFactors(accounts, clock)
  const provider = createIdentityProvider({
    issuer: `${origin}/idp`,
    accounts,
    records: memoryRecords(clock),
    attempts: memoryAttempts(clock),
    secondFactors,
    setUps,
    sealing: testSealing(),
    told: async (news) => {
      if (knobs.tellingFails) throw new Error('no mail')
      told.push(news)
    },
    signingKeys: newSigningKeys(),
    cookieKeys: [randomBytes(32).toString('base64url')],
    client: { id: 'portal', secret, redirectUris: [callback], postLogoutRedirectUris: [signedOut] },
    clock,
    look: () => ({
      organisation: { name: 'Contoso <b>&', colour: knobs.colour },
      stylesheets: ['/assets/pages.css'],
      contactPath: '/contact',
      startPath: '/sign-in',
    }),
    ...(throttle === undefined ? {} : { throttle }),
    stopPath: '/auth/stop',
    describeIntent: async (id) => (id === 'the-intent' ? knobs.intent : null),
    log: { info: log, warn: log, error: log },
  })
  server.on('request', (req, res) => void provider.handler(req, res))

  const exchange = (code: string, fields: Record<string, string> = {}) => {
    const body = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier, ...fields }
    return fetch(`${origin}/idp/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`portal:${secret}`)}` },
      body: new URLSearchParams(body),
    })
  }
  const claimsOf = async (back: URL) => {
    const answer = (await (await exchange(back.searchParams.get('code') ?? '')).json()) as { id_token: string }
    const payload = Buffer.from(answer.id_token.split('.')[1] ?? '', 'base64url').toString()
    return JSON.parse(payload) as Record<string, unknown>
  }
  return {
    origin,
    knobs,
    logged,
    secret,
    exchange,
    claimsOf,
    told,
    accounts,
    setUpLink: (subject: string) => createSetUpLink({ setUps }, subject),
    /** What an authenticator with this secret shows, `steps` from now. */
    code: (secret: Uint8Array, steps = 0) => codeAt(secret, stepOf(knobs.now) + steps),
    browser: () => browser(origin),
    close: () => server.close(),
  }
}

export type Browser = ReturnType<typeof browser>

function browser(origin: string) {
  const jar = new Map<string, string>()
  const setCookies: string[] = []
  const go = async (to: string, init: RequestInit & { headers?: Record<string, string> } = {}) => {
    const url = new URL(to, origin)
    const sent = [...jar].filter(([key]) => url.pathname.startsWith(key.split('|')[1] ?? '/'))
    const cookie = sent.map(([key, value]) => `${key.split('|')[0]}=${value}`).join('; ')
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie, ...init.headers } })
    for (const line of answer.headers.getSetCookie()) {
      setCookies.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(`${name}|${/path=([^;]+)/i.exec(line)?.[1] ?? '/'}`, value)
    }
    return answer
  }
  const submit = (to: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    go(to, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(fields),
    })
  return { go, submit, setCookies }
}

/** Path of an authorization request as the portal makes it. */
export function request(more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: 'portal',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid email profile',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  })
  return `/idp/auth?${query.toString()}`
}

/** Asks for a sign-in and opens its page. */
export async function openPage(at: Browser, more: Record<string, string> = {}) {
  const path = (await at.go(request(more))).headers.get('location') ?? ''
  return { path, page: await at.go(path) }
}

/** Signs in with the right password; the address that the browser is sent back to. */
export async function signIn(at: Browser, email: string, more: Record<string, string> = {}): Promise<URL> {
  const { path } = await openPage(at, more)
  const taken = await at.submit(path, { email, password })
  const back = await at.go(taken.headers.get('location') ?? '')
  return new URL(back.headers.get('location') ?? '')
}
