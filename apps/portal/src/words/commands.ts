import type { Act, CommandState } from '@latchkey/portal-api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { IconName } from '../ui/icon.tsx'

/** The acts of the bar; the others have places of their own. */
export type BarAct = Extract<Act, 'rename' | 'remove' | 'reset-passcode' | 'remote-lock' | 'factory-reset'>

/** Acts with a place on the device's page. */
export type PageAct = BarAct | Extract<Act, 'check-status' | 'mark-lost'>

type CommandText = { readonly label: MessageDescriptor; readonly icon: IconName; readonly danger: boolean }

/** In the order of the bar; the dangerous one last and apart. */
export const barActs = [
  'rename',
  'remove',
  'reset-passcode',
  'remote-lock',
  'factory-reset',
] as const satisfies readonly BarAct[]

export const commands: Readonly<Record<PageAct, CommandText>> = {
  rename: { label: msg`Rename`, icon: 'pencil', danger: false },
  remove: { label: msg`Remove`, icon: 'bin', danger: false },
  'reset-passcode': { label: msg`Reset passcode`, icon: 'key', danger: false },
  'remote-lock': { label: msg`Remote lock`, icon: 'remote-lock', danger: false },
  'factory-reset': { label: msg`Factory reset`, icon: 'reset', danger: true },
  'check-status': { label: msg`Check status`, icon: 'sync', danger: false },
  'mark-lost': { label: msg`I lost it`, icon: 'warn', danger: false },
}

type Reason = NonNullable<CommandState['reason']>

/** Why a command is shown and can't be used. For `not-ready` the obstacle says it better. */
export const reasons: Readonly<
  Record<Reason, { readonly title: MessageDescriptor; readonly text: MessageDescriptor }>
> = {
  'not-yet': {
    title: msg`Not yet in this version`,
    text: msg`This portal can’t do it yet. Ask support what is possible.`,
  },
  'not-ready': {
    title: msg`Not possible on this device`,
    text: msg`This device can’t do it at the moment. Support can tell you more.`,
  },
  'off-by-policy': {
    title: msg`Switched off by your organisation`,
    text: msg`Your organisation doesn’t let people do this themselves on devices like this one. Support can help.`,
  },
  running: {
    title: msg`A reset is under way`,
    text: msg`Its progress is on this page. Once it has ended, you can ask again.`,
  },
}
