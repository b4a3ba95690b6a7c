import type { ResetObstacle } from '@latchkey/portal-api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** Why a reset can't work: a few words for the tile, the reason, and what to do instead. */
export type ObstacleText = {
  readonly short: MessageDescriptor
  readonly reason: MessageDescriptor
  readonly instead: MessageDescriptor
}

const cannot = msg`Can’t be reset from here`
const waiting = msg`Not for another day`
const support = msg`Support can help you in person. Tell them which device it is.`

export const obstacles: Readonly<Record<ResetObstacle, ObstacleText>> = {
  'removed-from-management': {
    short: msg`No longer managed`,
    reason: msg`Your organisation no longer manages this device, so it can’t reach its passcode.`,
    instead: msg`If you still use it for work, ask support how to add it again.`,
  },
  'no-holder': {
    short: cannot,
    reason: msg`Nobody is written down as this device’s holder, so nobody can ask for a reset.`,
    instead: msg`If it is yours, ask support to put your name on it.`,
  },
  shared: {
    short: cannot,
    reason: msg`Several people share this device, so none of them can change its passcode alone.`,
    instead: msg`Ask support: they know whose turn it is.`,
  },
  'marked-lost': {
    short: msg`Marked as lost`,
    reason: msg`This device is marked as lost. Opening it now could help whoever found it.`,
    instead: msg`Found it? Tell support, and they take the mark off.`,
  },
  'off-by-policy': {
    short: msg`Switched off by your organisation`,
    reason: msg`Your organisation doesn’t let people reset the passcode of devices like this one.`,
    instead: support,
  },
  mac: {
    short: cannot,
    reason: msg`Apple lets nobody change a Mac’s password from outside.`,
    instead: msg`On the Mac’s sign-in screen, after a few wrong tries, choose to reset it with your Apple Account or recovery key. Support can help.`,
  },
  'windows-desktop': {
    short: cannot,
    reason: msg`Windows lets nobody change a PC’s PIN or password from outside.`,
    instead: msg`You can do it on the PC itself, in about two minutes: choose “I forgot my PIN” on its sign-in screen.`,
  },
  'user-enrolment': {
    short: cannot,
    reason: msg`This device was added as your own, with a work account only. Apple then gives us no key to its lock.`,
    instead: msg`You can erase it with your own Apple Account, then set it up again. Support can help.`,
  },
  'shared-ipad': {
    short: cannot,
    reason: msg`This is a Shared iPad: each person has a passcode of their own on it, tied to their account.`,
    instead: msg`Ask support to reset the passcode of your Managed Apple Account.`,
  },
  'android-too-new-for-agent': {
    short: cannot,
    reason: msg`From Android 7 on, phones managed this way let nobody change their screen lock from outside.`,
    instead: msg`Only a factory reset opens it, and that erases everything. Talk to support first.`,
  },
  'android-7-managed': {
    short: cannot,
    reason: msg`Android 7 lets us change the screen lock only while the phone is open.`,
    instead: support,
  },
  'work-profile-too-old': {
    short: cannot,
    reason: msg`Before Android 8, the lock of a work profile can’t be changed from outside.`,
    instead: support,
  },
  'enrolment-not-finished': {
    short: msg`Not fully set up`,
    reason: msg`This device hasn’t finished joining your organisation, so there is no key to its lock yet.`,
    instead: msg`Open it and finish the set-up. If it is locked, support can help.`,
  },
  'lost-mode': {
    short: msg`In Lost Mode`,
    reason: msg`This device is in Lost Mode. Its passcode can’t be taken off until that ends.`,
    instead: msg`Found it? Tell support, and they end Lost Mode.`,
  },
  'no-unlock-token': {
    short: cannot,
    reason: msg`This device never gave us the key to its lock. It does so only once, when it is set up.`,
    instead: msg`Support can erase it and set it up again with you.`,
  },
  'no-passcode': {
    short: msg`No passcode set`,
    reason: msg`This device has no passcode at the moment, so there is nothing to reset.`,
    instead: msg`Open it and set one in its settings.`,
  },
  silent: {
    short: msg`Not seen for over a month`,
    reason: msg`This device hasn’t been in touch for more than 30 days, so a reset would not reach it.`,
    instead: msg`Switch it on and connect it. It can be reset as soon as it has been in touch.`,
  },
  'recent-holder-change': {
    short: waiting,
    reason: msg`This device got a new holder less than 24 hours ago. Until then its passcode stays as it is.`,
    instead: msg`Try again tomorrow. If it can’t wait, talk to support.`,
  },
  'recent-enrolment': {
    short: waiting,
    reason: msg`This device was added less than 24 hours ago, and nobody has signed in on it yet.`,
    instead: msg`Try again tomorrow. If it can’t wait, talk to support.`,
  },
  'strength-unset': {
    short: msg`Not switched on yet`,
    reason: msg`Your administrator hasn’t said yet what counts as a safe sign-in here, so resets are off.`,
    instead: msg`Tell support: it is one setting.`,
  },
  'no-notices': {
    short: msg`Not switched on yet`,
    reason: msg`Nobody could be told about a reset, since no e-mail is set up here. So resets are off.`,
    instead: msg`Tell support: it is one setting.`,
  },
}
