import type { FailureCode, Outcome } from '@latchkey/portal-api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

type FailureText = { readonly told: MessageDescriptor; readonly todo: MessageDescriptor; readonly again: boolean }

/** What a device said when it refused, in plain words; each takes `{noun}`. `again`: trying once more can help. */
export const failures: Readonly<Record<FailureCode, FailureText>> = {
  'key-no-longer-fits': {
    told: msg({
      message:
        'Your {noun} got the command, but the key we hold no longer fits its lock. That can happen after it was restored from a backup.',
    }),
    todo: msg`Try once more. If it fails again, support can erase it and set it up again with you.`,
    again: true,
  },
  'in-lost-mode': {
    told: msg({ message: 'Your {noun} is in Lost Mode, and keeps its passcode until that ends.' }),
    todo: msg`Found it? Tell support, and they end Lost Mode. Then try again.`,
    again: false,
  },
  'not-permitted': {
    told: msg({ message: 'Your {noun} doesn’t let your organisation change its passcode.' }),
    todo: msg`Support can see why, and help you in person.`,
    again: false,
  },
  'not-understood': {
    told: msg({ message: 'Your {noun} didn’t understand the command. Its system may be too old or too new.' }),
    todo: msg`Support can help you in person.`,
    again: false,
  },
  'device-locked': {
    told: msg({
      message: 'Your {noun} was restarted and hasn’t been unlocked since, so it couldn’t carry out the command.',
    }),
    todo: msg`If you can still remember the passcode, unlock it once. If not, support can help.`,
    again: true,
  },
  'device-refused': {
    told: msg({ message: 'Your {noun} refused, and didn’t say why in a way that we understand.' }),
    todo: msg`Try once more: it helps when it was busy. If it fails again, support can look it up.`,
    again: true,
  },
}

type CancelledBy = Extract<Outcome, { result: 'cancelled' }>['by']

export const cancelledBy: Readonly<Record<CancelledBy, MessageDescriptor>> = {
  holder: msg`You cancelled it before it left.`,
  support: msg`Support cancelled it before it left.`,
  'enrolment-ended': msg`The device left your organisation, or was set up anew, before it fetched the command.`,
  'another-act': msg`Another command for this device took its place.`,
  'marked-lost': msg`The device was marked as lost, so nothing that opens it is sent.`,
}
