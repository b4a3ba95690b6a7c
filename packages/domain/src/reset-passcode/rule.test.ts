import { describe, expect, test } from 'vitest'
import type { Device, Enrolment } from '../devices/device.ts'
import type { PolicyCell } from '../policy/policy.ts'
import { at, enrolment, iphone, noon } from '../test-literals.ts'
import { resetReadiness } from './rule.ts'

const allowed: PolicyCell = { verdict: 'allowed', holdMinutes: 0 }
const day = 86_400_000

const rule = (device: Partial<Device>, tie: Partial<Enrolment> = {}, policy = allowed) =>
  resetReadiness({ ...iphone, ...device, enrolment: { ...enrolment, ...tie } }, policy, noon)
const no = (obstacle: string) => ({ verdict: 'no', obstacle })
const yes = (effect: string) => ({ verdict: 'ready', effect })

const android = (osVersion: string, kind: Enrolment['kind'], channel: Device['channel'] = 'android') =>
  [
    { platform: 'android', channel, osVersion },
    { kind, unlockTokenSince: null },
  ] as const

describe('Apple', () => {
  test('iPhone and iPad, device enrolment, key held: removed', () => {
    expect(rule({})).toEqual(yes('removed'))
    expect(rule({ platform: 'ipados', form: 'tablet' })).toEqual(yes('removed'))
  })
  test('user enrolment', () => expect(rule({}, { kind: 'user', unlockTokenSince: null })).toEqual(no('user-enrolment')))
  test('Shared iPad', () => {
    expect(rule({ platform: 'ipados', shared: true })).toEqual(no('shared-ipad'))
    expect(rule({ platform: 'ipados' }, { kind: 'shared' })).toEqual(no('shared-ipad'))
  })
  test('no unlock token', () => expect(rule({}, { unlockTokenSince: null })).toEqual(no('no-unlock-token')))
  test('Lost Mode', () => expect(rule({ lostMode: true })).toEqual(no('lost-mode')))
  test('Mac', () => expect(rule({ platform: 'macos', form: 'laptop' })).toEqual(no('mac')))
  test('no passcode set', () => expect(rule({ passcodePresent: false })).toEqual(no('no-passcode')))
  test('passcode known to be set', () => expect(rule({ passcodePresent: true })).toEqual(yes('removed')))
})

describe('Android', () => {
  test('agent up to 6.x: letters and digits; from 7.0 none', () => {
    expect(rule(...android('6.0', 'device-administrator', 'agent'))).toEqual(yes('temporary-letters-and-digits'))
    expect(rule(...android('7.0', 'device-administrator', 'agent'))).toEqual(no('android-too-new-for-agent'))
    expect(rule(...android('14', 'device-administrator', 'agent'))).toEqual(no('android-too-new-for-agent'))
  })
  test('fully managed: 5 and 6 yes, 7 no, from 8 not known until tried', () => {
    expect(rule(...android('6.0', 'fully-managed'))).toEqual(yes('temporary-digits'))
    expect(rule(...android('7.1', 'fully-managed'))).toEqual(no('android-7-managed'))
    expect(rule(...android('13', 'fully-managed'))).toEqual({
      verdict: 'unsure',
      effect: 'temporary-digits',
      doubt: 'not-known-until-tried',
    })
  })
  test('work profile: up to 7 none, from 8 the profile only', () => {
    expect(rule(...android('7.1', 'work-profile'))).toEqual(no('work-profile-too-old'))
    expect(rule(...android('12', 'work-profile'))).toMatchObject({
      verdict: 'unsure',
      effect: 'temporary-work-profile',
    })
  })
})

describe('Windows', () => {
  const windows = (platform: Device['platform']) => rule({ platform, channel: 'windows' }, { unlockTokenSince: null })
  test('10 Mobile and Phone 8.1: made by the phone', () => {
    expect(windows('windows-mobile')).toEqual(yes('temporary-by-phone'))
    expect(windows('windows-phone')).toEqual(yes('temporary-digits-by-phone'))
  })
  test('desktop', () => expect(windows('windows')).toEqual(no('windows-desktop')))
})

describe('any device', () => {
  test('marked lost', () => expect(rule({ markedLostAt: at(-1) })).toEqual(no('marked-lost')))
  test('shared', () => expect(rule({ shared: true })).toEqual(no('shared')))
  test('without holder', () => expect(rule({ holderId: null })).toEqual(no('no-holder')))
  test('enrolment not finished', () => expect(rule({}, { state: 'waiting' })).toEqual(no('enrolment-not-finished')))
  test('removed', () => {
    expect(rule({ removedAt: at(-1) })).toEqual(no('removed-from-management'))
    expect(rule({}, { state: 'ended' })).toEqual(no('removed-from-management'))
  })
  test('off by policy', () => expect(rule({}, {}, { verdict: 'off', holdMinutes: 0 })).toEqual(no('off-by-policy')))
  test('silent for more than 30 days; never seen', () => {
    expect(rule({ lastSeenAt: at(-30 * day - 1) })).toEqual(no('silent'))
    expect(rule({ lastSeenAt: null })).toEqual(no('silent'))
  })
  test('not seen for two days: offered, with the doubt', () => {
    expect(rule({ lastSeenAt: at(-2 * day - 1) })).toMatchObject({ verdict: 'unsure', doubt: 'not-seen-lately' })
  })
  test('push dead: offered, with the doubt', () => {
    expect(rule({}, { pushDeadSince: at(-1) })).toMatchObject({ verdict: 'unsure', doubt: 'push-dead' })
  })
  test('another holder until less than 24 h ago', () => {
    expect(rule({ firstHolder: false, holderSince: at(-day + 1) })).toEqual(no('recent-holder-change'))
    expect(rule({ firstHolder: false, holderSince: at(-day) })).toEqual(yes('removed'))
  })
  test('enrolled less than 24 h ago without a sign-in on it', () => {
    expect(rule({}, { signedInOnDevice: false, enrolledAt: at(-day + 1) })).toEqual(no('recent-enrolment'))
    expect(rule({}, { signedInOnDevice: false, enrolledAt: at(-day) })).toEqual(yes('removed'))
    expect(rule({}, { signedInOnDevice: true, enrolledAt: at(-1) })).toEqual(yes('removed'))
  })
})
