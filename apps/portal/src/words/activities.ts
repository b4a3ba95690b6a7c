import type { ActivityEntry } from '@latchkey/portal-api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { IconName } from '../ui/icon.tsx'

type ActivityText = { readonly text: MessageDescriptor; readonly icon: IconName }

/** What happened, by the code of the activity. */
const texts: Readonly<Record<string, ActivityText>> = {
  rename: { text: msg`Renamed`, icon: 'pencil' },
  'check-status': { text: msg`Status checked`, icon: 'sync' },
  'signed-in': { text: msg`Signed in`, icon: 'user' },
  'signed-out': { text: msg`Signed out`, icon: 'user' },
  'sign-in-refused': { text: msg`Sign-in refused`, icon: 'warn' },
  'confirmation-asked': { text: msg`Reset begun, signed out to sign in again`, icon: 'key' },
  'confirmation-verified': { text: msg`Signed in again for a reset`, icon: 'shield' },
  'confirmation-refused': { text: msg`Sign-in for a reset refused`, icon: 'warn' },
  'request-asked': { text: msg`Passcode reset asked for`, icon: 'send' },
  'request-cancelled': { text: msg`Passcode reset cancelled`, icon: 'close' },
  'request-settled': { text: msg`Passcode reset ended`, icon: 'key' },
  'command-handed-over': { text: msg`Command fetched`, icon: 'fetch' },
  'passcode-shown': { text: msg`Temporary passcode shown`, icon: 'eye' },
  'passcode-erased': { text: msg`Temporary passcode forgotten`, icon: 'bin' },
  'device-introduced': { text: msg`Started joining your organisation`, icon: 'plus' },
  'device-enrolled': { text: msg`Joined your organisation`, icon: 'plus' },
  'check-in-refused': { text: msg`Another device’s message refused`, icon: 'warn' },
  'device-transferred': { text: msg`Given to another person`, icon: 'user' },
  'mark-lost': { text: msg`Marked as lost`, icon: 'warn' },
  'report-found': { text: msg`Reported as found`, icon: 'check' },
  'person-invited': { text: msg`Invited`, icon: 'user' },
  'person-claimed': { text: msg`Signed in for the first time`, icon: 'user' },
  'set-up-link-made': { text: msg`A link to set up the sign-in was made`, icon: 'key' },
  'person-disabled': { text: msg`Account switched off`, icon: 'no' },
  'person-enabled': { text: msg`Account switched on`, icon: 'check' },
  'role-changed': { text: msg`Role changed`, icon: 'user' },
  'credentials-set': { text: msg`Password and authenticator set up`, icon: 'key' },
  'credentials-replaced': { text: msg`Password and authenticator replaced`, icon: 'key' },
  'recovery-code-used': { text: msg`Recovery code used`, icon: 'warn' },
  'device-left': { text: msg`Left your organisation`, icon: 'bin' },
}

const results: Readonly<Record<string, ActivityText>> = {
  removed: { text: msg`Passcode removed`, icon: 'unlock' },
  'temporary-passcode': { text: msg`Temporary passcode made`, icon: 'key' },
  failed: { text: msg`Passcode reset failed`, icon: 'warn' },
  'not-supported': { text: msg`Passcode reset not possible`, icon: 'no' },
  cancelled: { text: msg`Passcode reset cancelled`, icon: 'close' },
  expired: { text: msg`Passcode reset never fetched`, icon: 'clock' },
  unknown: { text: msg`Passcode reset without an answer`, icon: 'help' },
}

const other: ActivityText = { text: msg`Something else happened`, icon: 'info' }

export const doers: Readonly<Record<ActivityEntry['by'], MessageDescriptor>> = {
  you: msg`by you`,
  someone: msg`by someone else`,
  device: msg`by the device`,
  system: msg`by itself`,
}

export function activityText({ what, result }: Pick<ActivityEntry, 'what' | 'result'>): ActivityText {
  if (what === 'request-settled' && result !== null) return results[result] ?? texts[what] ?? other
  return texts[what] ?? other
}
