export { startOpenIdProvider } from './provider.ts'
export type { Account, OpenIdProvider, OpenIdProviderOptions } from './provider.ts'
export { noFaults } from './faults.ts'
export type { Faults } from './faults.ts'
