/** The words of Latchkey, the same in code and on screen. */

/** What can be asked for a device. */
export const acts = [
  'rename',
  'remove',
  'reset-passcode',
  'remote-lock',
  'factory-reset',
  'check-status',
  'show-recovery-key',
  'mark-lost',
  'report-found',
] as const
export type Act = (typeof acts)[number]

/** Acts that need a fresh sign-in made for them alone. A Mac's remote lock is guarded too (its PIN is a secret). */
export const guardedActs: readonly Act[] = [
  'reset-passcode',
  'factory-reset',
  'remove',
  'show-recovery-key',
  'report-found',
]

/** What a fresh sign-in can be asked for: the guarded acts, and another look at a temporary passcode. */
export type ConfirmableAct = Act | 'show-passcode'

/** The protocol a device is managed by. */
export type Channel = 'apple' | 'windows' | 'android' | 'agent'

/** `fetched`: the device calls and takes its command. `called`: we call a cloud service, which tells the device. */
export type ChannelShape = 'fetched' | 'called'
export const channelShape: Readonly<Record<Channel, ChannelShape>> = {
  apple: 'fetched',
  windows: 'fetched',
  agent: 'fetched',
  android: 'called',
}

export type Platform = 'ios' | 'ipados' | 'macos' | 'android' | 'windows-mobile' | 'windows-phone' | 'windows'
export type Form = 'phone' | 'tablet' | 'laptop' | 'desktop'
export type Ownership = 'personal' | 'corporate'
export type Role = 'person' | 'support' | 'auditor' | 'administrator'

/** How deep a channel reaches into a device. */
export type EnrolmentKind =
  | 'device' // Apple device enrolment, Windows
  | 'user' // Apple user enrolment
  | 'shared' // Shared iPad
  | 'device-administrator' // Android agent
  | 'fully-managed' // Android device owner
  | 'work-profile' // Android profile owner

/** Languages that are complete from the first screen. */
export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]
