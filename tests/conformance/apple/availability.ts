/** `supportedOS`: what each platform says of a message or key. */
export type Platforms = Readonly<Record<string, PlatformSupport>>

export type PlatformSupport = {
  readonly introduced?: string
  readonly removed?: string
  readonly accessrights?: string
  readonly supervised?: boolean
  readonly requiresdep?: boolean
  readonly devicechannel?: boolean
  readonly userchannel?: boolean
  readonly userenrollment?: { readonly mode?: string }
  readonly sharedipad?: { readonly mode?: string; readonly devicechannel?: boolean; readonly userchannel?: boolean }
}

/** Whose message it is: what may stand in it depends on all of this. */
export type Audience = {
  readonly platform: 'iOS' | 'macOS'
  readonly version: string
  readonly userEnrolment: boolean
  readonly sharedIpad: boolean
  readonly channel: 'device' | 'user'
  readonly supervised: boolean
  /** AccessRights of the enrolment profile, as bits. */
  readonly rights: number
}

/** An iPhone that its person enrolled, with the rights that a passcode reset needs. */
export const iPhone: Audience = {
  platform: 'iOS',
  version: '18.6',
  userEnrolment: false,
  sharedIpad: false,
  channel: 'device',
  supervised: false,
  rights: 1047,
}

/** Bits of AccessRights by the schema's names; a name that is not here asks for no single right. */
const rights: Readonly<Record<string, number>> = {
  AllowInspection: 1,
  AllowInstallationRemoval: 2,
  AllowPasscodeRemovalAndLock: 4,
  AllowDeviceErase: 8,
  AllowQueryDeviceInformation: 16,
  AllowQueryNetworkInformation: 32,
  AllowQuerySecurity: 1024,
  AllowSettings: 2048,
  AllowAppInstallation: 4096,
}

/** A key's `supportedOS` over what it inherits, value by value, as docs/schema.md of the schema says. */
export function mergePlatforms(inherited: Platforms, own: Platforms = {}): Platforms {
  return Object.fromEntries(
    [...new Set([...Object.keys(inherited), ...Object.keys(own)])].map((platform) => {
      const [above, here] = [inherited[platform] ?? {}, own[platform] ?? {}]
      const sharedipad = { ...above.sharedipad, ...here.sharedipad }
      return [platform, { ...above, ...here, sharedipad }]
    }),
  )
}

/** Why this can't stand in a message of theirs; null when it can. A platform that is not named supports it. */
export function whyNot(platforms: Platforms, audience: Audience): string | null {
  const support = platforms[audience.platform] ?? {}
  const { introduced, removed, sharedipad } = support
  if (introduced === 'n/a') return `not on ${audience.platform}`
  if (introduced !== undefined && compare(audience.version, introduced) < 0) return `since ${introduced}`
  if (removed !== undefined && compare(audience.version, removed) >= 0) return `removed in ${removed}`
  if (support.supervised === true && !audience.supervised) return 'only supervised'
  if (support.requiresdep === true && !audience.supervised) return 'only by automated enrolment'
  return (
    whyNotMode('a user enrolment', support.userenrollment?.mode, audience.userEnrolment) ??
    whyNotMode('Shared iPad', sharedipad?.mode, audience.sharedIpad) ??
    whyNotChannel(support, audience) ??
    (audience.sharedIpad ? whyNotChannel(sharedipad ?? {}, audience) : null) ??
    whyNotRight(support.accessrights, audience)
  )
}

function whyNotMode(what: string, mode: string | undefined, inEffect: boolean): string | null {
  if (mode === 'forbidden' && inEffect) return `not in ${what}`
  return mode === 'required' && !inEffect ? `only in ${what}` : null
}

type Channels = { readonly devicechannel?: boolean; readonly userchannel?: boolean }

function whyNotChannel(channels: Channels, { channel }: Audience): string | null {
  const allowed = channel === 'device' ? channels.devicechannel : channels.userchannel
  return allowed === false ? `not on the ${channel} channel` : null
}

/** In a user enrolment the profile's AccessRights do not count. */
function whyNotRight(name: string | undefined, audience: Audience): string | null {
  const bit = rights[name ?? ''] ?? 0
  if (audience.userEnrolment || (audience.rights & bit) === bit) return null
  return `needs ${name}`
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number))
  for (let index = 0; index < 3; index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
