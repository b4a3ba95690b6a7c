import type { IncomingMessage } from 'node:http'
import type { Sealing } from './accounts/sealing.ts'
import type { CredentialNews } from './accounts/second-factor.ts'
import type { Throttle } from './accounts/tries.ts'
import type { Look } from './pages/layout.ts'
import type { IntentDescription } from './pages/intent.ts'
import type { SigningKeys } from './signing-keys.ts'
import type { AccountStore, AttemptStore, ProviderRecordStore, SecondFactorStore, SetUpStore } from './stores.ts'

export type IdentityProviderParts = {
  /** `ORIGIN/idp`: where it is mounted, and its name in every token. */
  readonly issuer: string
  readonly accounts: AccountStore
  readonly records: ProviderRecordStore
  readonly attempts: AttemptStore
  readonly secondFactors: SecondFactorStore
  readonly setUps: SetUpStore
  /** Seals authenticators' secrets, and marks recovery codes. */
  readonly sealing: Sealing
  readonly signingKeys: SigningKeys
  /** Keys that sign the provider's cookies, the newest first; 32 random bytes each, as text. */
  readonly cookieKeys: readonly string[]
  /** The portal: the only client. */
  readonly client: {
    readonly id: string
    readonly secret: string
    readonly redirectUris: readonly string[]
    readonly postLogoutRedirectUris: readonly string[]
  }
  /** The database's clock: `auth_time` is taken from it. */
  readonly clock: () => Promise<Date>
  /** Read at each page, so that it may change while running. */
  readonly look: () => Look
  /** Path that stops an intent, by POST. */
  readonly stopPath: string
  /** What a `latchkey_intent` stands for, told only to the browser that began it; null when unknown. */
  readonly describeIntent: (id: string, request: IncomingMessage) => Promise<IntentDescription | null>
  /** Tells a person what became of their credentials. A recovery code opens nothing when telling fails. */
  readonly told: (news: CredentialNews) => Promise<void>
  readonly throttle?: Throttle
  readonly log: {
    info(fields: object, message: string): void
    warn(fields: object, message: string): void
    error(fields: object, message: string): void
  }
}
