import type { Device, Enrolment } from '../devices/device.ts'
import type { PolicyCell } from '../policy/policy.ts'

/** What a reset does on this device. */
export type ResetEffect =
  | 'removed'
  | 'temporary-letters-and-digits'
  | 'temporary-digits'
  | 'temporary-by-phone'
  | 'temporary-digits-by-phone'
  | 'temporary-work-profile'

/** Why a reset can't work here; each has its text and its way on in the portal. */
export type ResetObstacle =
  | 'removed-from-management'
  | 'no-holder'
  | 'shared'
  | 'marked-lost'
  | 'off-by-policy'
  | 'mac'
  | 'windows-desktop'
  | 'user-enrolment'
  | 'shared-ipad'
  | 'android-too-new-for-agent'
  | 'android-7-managed'
  | 'work-profile-too-old'
  | 'enrolment-not-finished'
  | 'lost-mode'
  | 'no-unlock-token'
  | 'no-passcode'
  | 'silent'
  | 'recent-holder-change'
  | 'recent-enrolment'

/** Will a reset work here? `unsure` offers it, and says what is not known. */
export type ResetReadiness =
  | { readonly verdict: 'ready'; readonly effect: ResetEffect }
  | {
      readonly verdict: 'unsure'
      readonly effect: ResetEffect
      readonly doubt: 'not-known-until-tried' | 'push-dead' | 'not-seen-lately'
    }
  | { readonly verdict: 'no'; readonly obstacle: ResetObstacle }

const day = 24 * 60 * 60 * 1000
/** Silent for longer than this: a reset is not offered, in milliseconds. */
export const silentTooLong = 30 * day
/** Not seen for longer than this: offered, with a doubt, in milliseconds. */
export const notSeenLately = 2 * day
/** A new holder, or an enrolment without a sign-in on the device, waits this long, in milliseconds. */
export const settlingIn = day

/** The rule table: who can reset what. `policy` is the cell for reset-passcode and this device's ownership. */
export function resetReadiness(device: Device, policy: PolicyCell, now: Date): ResetReadiness {
  const obstacle = deviceObstacle(device, policy) ?? timeObstacle(device, now)
  if (obstacle !== null) return { verdict: 'no', obstacle }
  const effect = effectOn(device)
  if (typeof effect !== 'string') return { verdict: 'no', obstacle: effect.obstacle }
  const doubt = doubtAbout(device, now)
  return doubt === null ? { verdict: 'ready', effect } : { verdict: 'unsure', effect, doubt }
}

function deviceObstacle(device: Device, policy: PolicyCell): ResetObstacle | null {
  const { enrolment } = device
  if (device.removedAt !== null || enrolment?.state === 'ended') return 'removed-from-management'
  if (device.shared) return device.platform === 'ipados' ? 'shared-ipad' : 'shared'
  if (device.holderId === null) return 'no-holder'
  if (device.markedLostAt !== null) return 'marked-lost'
  if (policy.verdict === 'off') return 'off-by-policy'
  if (device.platform === 'macos') return 'mac'
  if (device.platform === 'windows') return 'windows-desktop'
  if (enrolment === null || enrolment.state === 'waiting') return 'enrolment-not-finished'
  if (enrolment.kind === 'shared') return 'shared-ipad'
  if (device.channel === 'apple') return appleObstacle(device, enrolment)
  return device.passcodePresent === false ? 'no-passcode' : null
}

function appleObstacle(device: Device, enrolment: Enrolment): ResetObstacle | null {
  if (enrolment.kind === 'user') return 'user-enrolment'
  if (device.lostMode) return 'lost-mode'
  if (enrolment.unlockTokenSince === null) return 'no-unlock-token'
  return device.passcodePresent === false ? 'no-passcode' : null
}

function timeObstacle(device: Device, now: Date): ResetObstacle | null {
  const since = (then: Date | null) => (then === null ? Infinity : now.getTime() - then.getTime())
  if (since(device.lastSeenAt) > silentTooLong) return 'silent'
  if (!device.firstHolder && since(device.holderSince) < settlingIn) return 'recent-holder-change'
  const { enrolment } = device
  if (enrolment !== null && !enrolment.signedInOnDevice && since(enrolment.enrolledAt) < settlingIn)
    return 'recent-enrolment'
  return null
}

function effectOn(device: Device): ResetEffect | { readonly obstacle: ResetObstacle } {
  switch (device.platform) {
    case 'ios':
    case 'ipados':
      return 'removed'
    case 'macos':
      return { obstacle: 'mac' }
    case 'windows':
      return { obstacle: 'windows-desktop' }
    case 'windows-mobile':
      return 'temporary-by-phone'
    case 'windows-phone':
      return 'temporary-digits-by-phone'
    case 'android':
      return effectOnAndroid(device)
  }
}

function effectOnAndroid(device: Device): ResetEffect | { readonly obstacle: ResetObstacle } {
  const major = Number.parseInt(device.osVersion, 10) || 0
  switch (device.enrolment?.kind) {
    case 'work-profile':
      return major >= 8 ? 'temporary-work-profile' : { obstacle: 'work-profile-too-old' }
    case 'fully-managed':
      if (major === 7) return { obstacle: 'android-7-managed' }
      return 'temporary-digits'
    default:
      return major <= 6 ? 'temporary-letters-and-digits' : { obstacle: 'android-too-new-for-agent' }
  }
}

function doubtAbout(device: Device, now: Date): 'not-known-until-tried' | 'push-dead' | 'not-seen-lately' | null {
  const { enrolment } = device
  if (enrolment !== null && enrolment.pushDeadSince !== null) return 'push-dead'
  if (device.lastSeenAt === null || now.getTime() - device.lastSeenAt.getTime() > notSeenLately)
    return 'not-seen-lately'
  if (device.channel === 'android' && Number.parseInt(device.osVersion, 10) >= 8) return 'not-known-until-tried'
  return null
}
