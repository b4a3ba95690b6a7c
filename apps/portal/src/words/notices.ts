import type { Notification } from '@latchkey/portal-api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { IconName } from '../ui/icon.tsx'

type NoticeText = {
  readonly title: MessageDescriptor
  readonly text: MessageDescriptor
  readonly icon: IconName
  readonly tone: '' | 'soon' | 'bad' | 'no'
}

/** What the flag tells, by kind. Texts take `{device}`. */
export const notices: Readonly<Record<Notification['kind'], NoticeText>> = {
  'reset-done-removed': {
    title: msg`Passcode removed`,
    text: msg({ message: '{device} is open. Set a new passcode on it now.' }),
    icon: 'unlock',
    tone: '',
  },
  'reset-done-temporary': {
    title: msg`Temporary passcode ready`,
    text: msg({ message: '{device} has a temporary passcode. Its page shows it to you.' }),
    icon: 'key',
    tone: '',
  },
  'reset-failed': {
    title: msg`The passcode wasn’t reset`,
    text: msg({ message: '{device} refused. Its passcode is the same as before.' }),
    icon: 'key',
    tone: 'bad',
  },
  'reset-not-supported': {
    title: msg`The passcode wasn’t reset`,
    text: msg({ message: '{device} can’t do this. Its passcode is the same as before.' }),
    icon: 'no',
    tone: 'bad',
  },
  'reset-expired': {
    title: msg`The reset was never fetched`,
    text: msg({ message: '{device} wasn’t in touch for an hour, so we stopped. Nothing changed.' }),
    icon: 'clock',
    tone: 'soon',
  },
  'reset-unknown': {
    title: msg`No answer so far`,
    text: msg({ message: '{device} fetched the command and went silent. Have a look at it.' }),
    icon: 'help',
    tone: 'soon',
  },
  'reset-cancelled': {
    title: msg`The reset was cancelled`,
    text: msg({ message: 'Nothing was sent to {device}.' }),
    icon: 'close',
    tone: 'no',
  },
  'sign-in-by-another-account': {
    title: msg`Somebody else signed in`,
    text: msg({
      message:
        'A reset of {device} was begun with your account, and another account came back. We stopped it. If that wasn’t you, contact support.',
    }),
    icon: 'warn',
    tone: 'bad',
  },
}
