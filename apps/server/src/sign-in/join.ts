import { Secret } from '@latchkey/domain'
import type { Database, Strength } from '@latchkey/domain'
import { createIdentityProvider, twoFactors } from '@latchkey/identity-provider'
import type {
  AccountStore,
  AttemptStore,
  CredentialNews,
  IdentityProviderParts,
  ProviderRecordStore,
  Sealing,
  SecondFactorStore,
  SetUpStore,
} from '@latchkey/identity-provider'
import type { FastifyPluginAsync } from 'fastify'
import type { HouseRules } from '../acts/house-rules.ts'
import type { Config } from '../config.ts'
import type { Keyring, Log } from '../parts.ts'
import { providerSecrets } from '../secrets/installation.ts'
import { readRawCookie } from './cookies.ts'
import { identityProviderRoutes, inProcessFetch } from './in-process-fetch.ts'
import { describeIntent } from './intent.ts'
import { outboundFetch } from './outbound-fetch.ts'
import type { ProviderSettings, SignInParts } from './parts.ts'
import { relyingParty } from './relying-party.ts'
import { signInRoutes } from './routes.ts'
import { sessionsIn } from './sessions.ts'
import type { Sessions } from './sessions.ts'

/** What the embedded provider keeps, beside the portal's own stores. */
export type EmbeddedStores = {
  readonly accounts: AccountStore
  readonly records: ProviderRecordStore
  readonly attempts: AttemptStore
  readonly secondFactors: SecondFactorStore
  readonly setUps: SetUpStore
}

export type JoinParts = {
  readonly database: Database
  readonly embedded: EmbeddedStores
  readonly keyring: Keyring
  readonly house: HouseRules
  readonly claimInvited?: SignInParts['claimInvited']
  /** Tells a person what became of their embedded account's credentials; without it the log alone knows. */
  readonly told?: (news: CredentialNews) => Promise<void>
  readonly log: Log
  readonly config: Pick<Config, 'organisation' | 'provider' | 'outboundRoots'>
  readonly origin: string
}

export type SignIn = Sessions & {
  readonly routes: FastifyPluginAsync
  /** Where people's accounts are: half of who a person is. */
  readonly issuer: string
  /** Further origins that the portal's own forms may post to. */
  readonly formTargets: readonly string[]
}

/** Style sheets of the server's own pages, in their order. */
const stylesheets = ['/look/tokens.css', '/look/pages.css']
/** Seconds; not 0, which many providers mishandle (they skip it, or loop). */
const maxAge = 1

/**
 * What a confirming sign-in must prove: what the administrator chose; where nothing was chosen, two factors at the
 * embedded provider, which knows what they are. Another provider's words mean nothing until somebody says what.
 */
export function strengthOf({ provider, strength }: Pick<Config, 'provider' | 'strength'>): Strength {
  return provider.kind === 'embedded' && strength.kind === 'unset' ? { kind: 'acr', accepted: [twoFactors] } : strength
}

/** Joins provider, relying party, sessions and routes; the embedded provider is mounted when no other is configured. */
export async function joinSignIn(parts: JoinParts): Promise<SignIn> {
  const { database, config, origin } = parts
  const { settings, mounted } =
    config.provider.kind === 'embedded' ? await embeddedProvider(parts) : foreignProvider(parts, config.provider)
  const signInParts: SignInParts = { ...parts, origin: () => origin, provider: settings }
  const sessions = sessionsIn(database)
  const provider = relyingParty(settings, () => origin)
  return {
    ...sessions,
    issuer: settings.issuer,
    formTargets: [],
    routes: async (app) => {
      await app.register(signInRoutes(signInParts, provider, sessions))
      if (mounted !== null) await app.register(mounted)
    },
  }
}

type Chosen = { readonly settings: ProviderSettings; readonly mounted: FastifyPluginAsync | null }

async function embeddedProvider(parts: JoinParts): Promise<Chosen> {
  const { database, embedded, config, origin, log } = parts
  const issuer = `${origin}/idp`
  const { signingKeys, cookieKeys, clientSecret } = await providerSecrets(database, parts.keyring)
  const client: IdentityProviderParts['client'] = {
    id: 'portal',
    secret: clientSecret,
    redirectUris: [`${origin}/auth/callback`],
    postLogoutRedirectUris: [`${origin}/signed-out`],
  }
  const provider = createIdentityProvider({
    issuer,
    ...embedded,
    sealing: sealingBy(parts.keyring),
    told: parts.told ?? (async ({ kind }) => log.warn({ kind }, 'credentials changed, and nobody is told')),
    signingKeys,
    cookieKeys,
    client,
    clock: () => database.clock(),
    look: () => ({ organisation: config.organisation, stylesheets, contactPath: '/contact', startPath: '/' }),
    stopPath: '/auth/stop',
    describeIntent: (id, request) => describe(database, id, readRawCookie(request.headers.cookie, 'confirmation')),
    log,
  })
  const settings: ProviderSettings = {
    issuer,
    clientId: client.id,
    clientSecret: new Secret(clientSecret),
    fetch: inProcessFetch(provider, issuer),
    embedded: true,
    acrValues: [],
    maxAge,
    authoritativeFor: [],
  }
  return { settings, mounted: identityProviderRoutes(provider, '/idp') }
}

function sealingBy(keyring: Keyring): Sealing {
  return {
    seal: (context, plain) => keyring.seal('second-factor', context, plain),
    open: (context, sealed) => keyring.open('second-factor', context, sealed).reveal(),
    fingerprint: (plain) => keyring.fingerprint('second-factor', plain),
  }
}

function foreignProvider(parts: JoinParts, provider: Extract<Config['provider'], { kind: 'foreign' }>): Chosen {
  const { strength } = parts.house
  const settings: ProviderSettings = {
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    fetch: outboundFetch(parts.config.outboundRoots),
    embedded: false,
    acrValues: acrValuesOf(strength),
    maxAge,
    authoritativeFor: [],
  }
  return { settings, mounted: null }
}

function acrValuesOf(strength: Strength): readonly string[] {
  return strength.kind === 'acr' ? strength.accepted : []
}

async function describe(database: Database, id: string, cookie: string | null) {
  const intent = await describeIntent(database, id, cookie)
  if (intent === null) return null
  const { act } = intent
  // Only acts that a sign-in can be asked for have words of their own.
  return act === 'rename' || act === 'check-status' || act === 'mark-lost' || act === 'show-passcode'
    ? null
    : { ...intent, act }
}
