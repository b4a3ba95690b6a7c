import { interactionPolicy } from 'oidc-provider'
import type { Configuration, KoaContextWithOIDC, errors } from 'oidc-provider'
import { adapterFor } from './adapter.ts'
import type { IdentityProviderParts } from './parts.ts'
import { passwordOnly, twoFactors } from './strength.ts'

/** Extra parameter of the authorization request: the act that the sign-in is for. */
export const intentParameter = 'latchkey_intent'
/** Extra parameter of the authorization request: `own` lets this browser be known again; a borrowed one never is. */
export const browserParameter = 'latchkey_browser'
const scopes = 'openid email profile'

export type RenderError = (ctx: KoaContextWithOIDC, error: Error | errors.OIDCProviderError) => void

/** The library's settings: one confidential client, code flow with PKCE, nothing that is not used. */
export function configurationOf(
  parts: IdentityProviderParts,
  pathOf: (uid: string) => string,
  renderError: RenderError,
): Configuration {
  return {
    adapter: adapterFor(parts.records),
    jwks: parts.signingKeys,
    clients: [clientOf(parts)],
    clientAuthMethods: ['client_secret_basic'],
    responseTypes: ['code'],
    scopes: scopes.split(' '),
    acrValues: [passwordOnly, twoFactors],
    claims: {
      openid: ['sub', 'auth_time', 'acr', 'amr'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    conformIdTokenClaims: false,
    extraParams: [intentParameter, browserParameter],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: () => false,
    issueRefreshToken: async () => false,
    rotateRefreshToken: false,
    cookies: {
      keys: [...parts.cookieKeys],
      names: { session: 'latchkey-idp', interaction: 'latchkey-idp-page', resume: 'latchkey-idp-resume' },
      long: { ...cookie(parts.issuer), path: new URL(parts.issuer).pathname },
      short: cookie(parts.issuer),
    },
    // Seconds. A session serves one sign-in only, since every request asks for the password.
    ttl: {
      AccessToken: () => 60,
      AuthorizationCode: () => 60,
      Grant: () => 600,
      IdToken: () => 300,
      Interaction: () => 900,
      Session: () => 900,
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: () => {}, postLogoutSuccessSource: () => {} },
    },
    interactions: { policy: alwaysAsk(), url: (_ctx, interaction) => pathOf(interaction.uid) },
    findAccount: async (_ctx, subject) => {
      const account = await parts.accounts.bySubject(subject)
      if (account === null || account.disabledAt !== null) return undefined
      const { email, name } = account
      return { accountId: subject, claims: async () => ({ sub: subject, email, email_verified: true, name }) }
    },
    // The only client is the portal itself: there is nobody to give consent to.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc
      if (!client || !session?.accountId) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope(scopes)
      await grant.save()
      return grant
    },
    renderError: (ctx, _out, error) => renderError(ctx, error),
  }
}

function clientOf({ client }: IdentityProviderParts) {
  return {
    client_id: client.id,
    client_secret: client.secret,
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
    token_endpoint_auth_method: 'client_secret_basic' as const,
    id_token_signed_response_alg: 'ES256' as const,
    require_auth_time: true,
  }
}

function cookie(issuer: string) {
  return { httpOnly: true, sameSite: 'lax' as const, signed: true, secure: issuer.startsWith('https:') }
}

/**
 * Asks for the password at every authorization request, whatever `prompt` and `max_age` say: they pass through the
 * browser and can be stripped, and nobody can be signed in silently where nothing is ever silent.
 */
function alwaysAsk() {
  const policy = interactionPolicy.base()
  policy.get('login')?.checks.add(
    new interactionPolicy.Check('always', 'a sign-in is made for each request', (ctx) => {
      return ctx.oidc.result?.login === undefined
    }),
  )
  return policy
}
