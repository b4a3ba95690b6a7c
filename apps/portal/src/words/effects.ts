import type { ResetEffect } from '@latchkey/portal-api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export type HelpSection = 'apple' | 'android' | 'windows'

type EffectText = {
  /** In the readiness box: what a reset does. Takes `{noun}`. */
  readonly does: MessageDescriptor
  /** In the confirm dialog: what will happen, first things first. Takes `{noun}`. */
  readonly happens: readonly MessageDescriptor[]
  /** Which section of Help tells more. */
  readonly help: HelpSection
}

const givesTemporary = msg({
  message: 'A reset gives your {noun} a temporary passcode, shown here. You then choose your own.',
})
const stopsWorking = msg({
  message: 'The present passcode of your {noun} stops working, and this page shows you a temporary one.',
})
const change = msg`Unlock with it, then choose your own in Settings. The temporary one stays in force until you do.`
const faceStays = msg`Windows Hello face unlock goes on working; sign-ins in apps may have to be set up again.`

export const effects: Readonly<Record<ResetEffect, EffectText>> = {
  removed: {
    does: msg({ message: 'A reset takes the old passcode off. You then choose a new one on your {noun}.' }),
    happens: [
      msg({ message: 'The passcode of your {noun} is removed. Set a new one right away, in Settings.' }),
      msg`Touch ID and Face ID, also for purchases, must then be set up again.`,
    ],
    help: 'apple',
  },
  'temporary-letters-and-digits': { does: givesTemporary, happens: [stopsWorking, change], help: 'android' },
  'temporary-digits': { does: givesTemporary, happens: [stopsWorking, change], help: 'android' },
  'temporary-by-phone': {
    does: givesTemporary,
    happens: [
      msg`The phone makes a temporary passcode, usually of letters and digits, and this page shows it to you.`,
      change,
      faceStays,
    ],
    help: 'windows',
  },
  'temporary-digits-by-phone': {
    does: givesTemporary,
    happens: [msg`The phone makes a temporary passcode of digits, and this page shows it to you.`, change],
    help: 'windows',
  },
  'temporary-work-profile': {
    does: msg`The phone itself can’t be unlocked by your organisation. A reset opens its work apps only.`,
    happens: [
      msg`The phone itself can’t be unlocked by your organisation.`,
      msg`Your work profile gets a temporary passcode, which opens the work apps only. From then on the two locks are separate.`,
    ],
    help: 'android',
  },
}
