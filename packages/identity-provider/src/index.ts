export { createIdentityProvider } from './provider.ts'
export type { IdentityProvider } from './provider.ts'
export type { IdentityProviderParts } from './parts.ts'
export { browserParameter, intentParameter } from './configuration.ts'
export { passwordOnly, twoFactors } from './strength.ts'
export { newSigningKeys } from './signing-keys.ts'
export type { SigningKey, SigningKeys } from './signing-keys.ts'
export { BusyError } from './accounts/lanes.ts'
export { hashPassword, longestPassword, PasswordError, shortestPassword } from './accounts/password.ts'
export { weaknessOf } from './accounts/password-rules.ts'
export type { Owner, Weakness } from './accounts/password-rules.ts'
export { defaultThrottle } from './accounts/tries.ts'
export type { Throttle } from './accounts/tries.ts'
export type { Sealing } from './accounts/sealing.ts'
export type { CredentialNews } from './accounts/second-factor.ts'
export { createSetUpLink, setUpLinkLife, UnknownAccountError } from './set-up/set-up-link.ts'
export { languageCookie } from './language.ts'
export type { Look } from './pages/layout.ts'
export type { IntentDescription } from './pages/intent.ts'
export type { IntentAct } from './texts/words.ts'
export type {
  Account,
  AccountStore,
  AttemptStore,
  NewCredentials,
  ProviderPayload,
  ProviderRecordStore,
  SecondFactorStore,
  SetUpLink,
  SetUpStore,
  UsedFactor,
} from './stores.ts'
export { memoryAccounts, memoryAttempts, memoryRecords } from './memory-stores.ts'
export { memorySecondFactors } from './memory-second-factors.ts'
