export { type ApnsOptions, type ApnsStandIn, startApns, type Trouble } from './apns.ts'
export { makeTlsIdentity, type TlsIdentity } from './certificate.ts'
export type { Push } from './push.ts'
export type { Reason, Refusal } from './refusal.ts'
