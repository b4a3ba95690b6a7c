import type { Stores } from '@latchkey/domain'
import type { CookieChange } from './cookies.ts'
import type { Confirming, RelyingParty, SignInSecrets } from './relying-party.ts'
import { hashOf, newToken } from './tokens.ts'

/** How long a sign-in may take, in seconds; the store forgets it then. */
const signInLife = 600

/** A sign-in about to begin: where the browser goes, what is kept, and the cookie that binds both. */
export type Beginning = {
  readonly location: string
  readonly secrets: SignInSecrets
  readonly browser: string
  readonly cookie: CookieChange
}

/**
 * Makes state, nonce and PKCE verifier, and asks the provider's address; nothing is written yet. `signInToken`
 * is what this browser already has from a sign-in in another tab, so that both can end. Throws `SignInUnavailableError`.
 */
export async function prepareSignIn(
  provider: RelyingParty,
  { signInToken, borrowed }: { readonly signInToken: string | null; readonly borrowed: boolean },
  confirming: Confirming | null,
  uiLocales: string | null,
): Promise<Beginning> {
  const secrets = { state: newToken(), nonce: newToken(), codeVerifier: newToken() }
  const location = await provider.signInUrl(secrets, confirming, { uiLocales, borrowed })
  const token = signInToken ?? newToken()
  return { location, secrets, browser: token, cookie: { name: 'signIn', value: token, maxAge: signInLife } }
}

/** Keeps what the callback will be judged by. */
export async function keepSignIn(
  stores: Stores,
  beginning: Beginning,
  wanted: { readonly returnTo: string; readonly borrowed: boolean; readonly confirmationId: string | null },
): Promise<void> {
  await stores.signIns.begin({
    stateHash: hashOf(beginning.secrets.state),
    browserHash: hashOf(beginning.browser),
    nonce: beginning.secrets.nonce,
    codeVerifier: beginning.secrets.codeVerifier,
    ...wanted,
  })
}
