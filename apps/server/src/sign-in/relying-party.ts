import * as client from 'openid-client'
import { SignInUnavailableError } from './unavailable.ts'
import { readClaims } from './claims.ts'
import type { SignedInClaims } from './claims.ts'
import { kept } from './kept.ts'
import { readFailure } from './provider-failure.ts'
import type { ProviderSettings } from './parts.ts'

const timeout = 5
/** Milliseconds after which the provider is asked again where its endpoints are. */
const knownFor = 60 * 60 * 1000
/** A sign-in at the provider older than the longest session is asked for again, in seconds; it also brings auth_time. */
const ordinaryMaxAge = 8 * 60 * 60

/** What one sign-in is made of, kept until its callback. */
export type SignInSecrets = { readonly state: string; readonly nonce: string; readonly codeVerifier: string }

/** A sign-in made to confirm an act. */
export type Confirming = { readonly intentId: string; readonly email: string }

export type RelyingParty = {
  /** Where the browser goes to sign in. Throws `SignInUnavailableError`. */
  signInUrl(
    secrets: SignInSecrets,
    confirming: Confirming | null,
    browser: { readonly uiLocales: string | null; readonly borrowed: boolean },
  ): Promise<string>
  /** Redeems a callback; throws `ProviderFailure` whatever is wrong with it. */
  redeem(
    query: URLSearchParams,
    secrets: SignInSecrets,
  ): Promise<{ readonly claims: SignedInClaims; readonly idToken: string }>
  /** Where the provider's own session ends; null when it offers none, or can't be reached. */
  signOutUrl(idToken: string | null): Promise<string | null>
  /** Does the provider end its session with an ID token as a hint of whose? */
  wantsIdToken(): Promise<boolean>
}

/**
 * The portal as an ordinary relying party: code flow, PKCE, state, nonce, and the ID token's signature checked too,
 * which the library leaves out by default. Its check of max_age is not used: confirmations/evidence.ts judges the time.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth and https://www.rfc-editor.org/rfc/rfc9700
 */
export function relyingParty(settings: ProviderSettings, origin: () => string): RelyingParty {
  // The provider's keys are kept with it.
  const configuration = kept(
    () => discovered(settings),
    knownFor,
    () => performance.now(),
  )
  const redirectUri = () => `${origin()}/auth/callback`

  const discover = async () => {
    try {
      return await configuration()
    } catch (error) {
      throw new SignInUnavailableError(error)
    }
  }

  return {
    async signInUrl(secrets, confirming, { uiLocales, borrowed }) {
      const config = await discover()
      const parameters = new URLSearchParams({
        redirect_uri: redirectUri(),
        scope: 'openid email profile',
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(secrets.codeVerifier),
        code_challenge_method: 'S256',
        ...(uiLocales === null ? {} : { ui_locales: uiLocales }),
        // Ours alone: it knows a browser again, but never a borrowed one.
        ...(settings.embedded && !borrowed ? { latchkey_browser: 'own' } : {}),
        ...(confirming === null ? ordinary(settings) : stepUp(settings, confirming)),
      })
      return client.buildAuthorizationUrl(config, parameters).href
    },

    async redeem(query, secrets) {
      try {
        const config = await discover()
        const answer = await client.authorizationCodeGrant(config, new URL(`${redirectUri()}?${query.toString()}`), {
          expectedState: secrets.state,
          expectedNonce: secrets.nonce,
          pkceCodeVerifier: secrets.codeVerifier,
          idTokenExpected: true,
        })
        return { claims: readClaims({ ...answer.claims() }), idToken: answer.id_token ?? '' }
      } catch (error) {
        throw readFailure(error)
      }
    },

    async signOutUrl(idToken) {
      const config = await discover().catch(() => null)
      if (config?.serverMetadata().end_session_endpoint === undefined) return null
      const parameters = new URLSearchParams({ post_logout_redirect_uri: `${origin()}/signed-out` })
      if (idToken !== null) parameters.set('id_token_hint', idToken)
      return client.buildEndSessionUrl(config, parameters).href
    },

    async wantsIdToken() {
      if (settings.embedded) return false
      const config = await discover().catch(() => null)
      return config?.serverMetadata().end_session_endpoint !== undefined
    },
  }
}

function ordinary({ maxAge }: ProviderSettings): Record<string, string> {
  return maxAge === null ? {} : { max_age: String(ordinaryMaxAge) }
}

function stepUp(settings: ProviderSettings, { intentId, email }: Confirming): Record<string, string> {
  return {
    prompt: 'login',
    ...(settings.maxAge === null ? {} : { max_age: String(settings.maxAge) }),
    ...(email === '' ? {} : { login_hint: email }),
    ...(settings.acrValues.length === 0 ? {} : { acr_values: settings.acrValues.join(' ') }),
    ...(settings.embedded ? { latchkey_intent: intentId } : {}),
  }
}

function discovered(settings: ProviderSettings): Promise<client.Configuration> {
  const issuer = new URL(settings.issuer)
  const secret = settings.clientSecret.reveal()
  const plain = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []
  return client.discovery(issuer, settings.clientId, { client_secret: secret }, authentication(secret), {
    [client.customFetch]: (url, init) => settings.fetch(url, init),
    execute: [client.enableNonRepudiationChecks, ...plain],
    timeout,
  })
}

/** By the header where the provider takes it (the default of the specification), else in the body. */
function authentication(secret: string): client.ClientAuth {
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const method = methods.includes('client_secret_basic') ? client.ClientSecretBasic : client.ClientSecretPost
    method(secret)(server, ...rest)
  }
}
