import type { Database, Person, Secret, Stores } from '@latchkey/domain'
import type { HouseRules } from '../acts/house-rules.ts'
import type { Keyring, Log } from '../parts.ts'

/** A function like `fetch`: in process for the embedded provider, over the network for others. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>
export type FetchInit = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
}

/** The OpenID provider that people sign in with, as the administrator configured it. */
export type ProviderSettings = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: Secret<string>
  readonly fetch: Fetch
  /** Ours: it knows what a sign-in is for, and needs no hint of who signs out. */
  readonly embedded: boolean
  /** Sent along with a confirming sign-in. */
  readonly acrValues: readonly string[]
  /** `max_age` of a confirming sign-in, in seconds; 1, since many providers mishandle 0. Null where none is borne. */
  readonly maxAge: number | null
  /** Mail domains for which this provider's word is taken: an invited account is claimed by it alone. */
  readonly authoritativeFor: readonly string[]
}

export type SignInParts = {
  /** The origin that people use, `https://portal.example`. */
  readonly origin: () => string
  readonly database: Database
  readonly keyring: Keyring
  readonly provider: ProviderSettings
  readonly house: HouseRules
  /**
   * Binds an invited person (no issuer yet) to the account that signed in, in this transaction, once; null when it is
   * bound already. Without it invitations are not claimed, and the account gets a person of its own.
   */
  readonly claimInvited?: (
    stores: Stores,
    invited: Person,
    account: { readonly issuer: string; readonly subject: string },
  ) => Promise<Person | null>
  readonly log: Log
}
