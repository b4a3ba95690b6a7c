import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ProblemError } from '../app/problem-error.ts'

/** Why an act was refused, in plain words, by the problem's code. */
const texts: Readonly<Record<string, MessageDescriptor>> = {
  offline: msg`We can’t reach the server. Check this device’s connection, then try again.`,
  'not-found': msg`It isn’t here any more, or it isn’t yours.`,
  'already-running': msg`Somebody else has already asked for this, and it is under way.`,
  'already-handed-over': msg`Too late to cancel: your device has fetched it.`,
  'already-closed': msg`It has already ended.`,
  'device-not-in-hand': msg`Tick that you have the device with you first.`,
  'name-invalid': msg`A name has 1 to 40 letters, digits or signs. Invisible characters don’t count.`,
  'not-yet': msg`That isn’t possible yet in this version.`,
  'off-by-policy': msg`Your organisation doesn’t allow this for this device.`,
  frozen: msg`Your organisation has stopped all resets for the moment. Support can tell you more.`,
  'secret-gone': msg`There is no passcode to show any more.`,
  'fresh-sign-in-needed': msg`To see it here or now, sign in again.`,
  'too-many': msg`That was tried too often. Wait a few minutes, then try again.`,
  unavailable: msg`The server is busy or being updated. Try again in a minute.`,
  'signed-out': msg`You are signed out.`,
}

const unforeseen = msg`Something went wrong on our side. Try again; if it goes on, contact support.`

export function problemText(problem: ProblemError): MessageDescriptor {
  return texts[problem.code] ?? unforeseen
}

/** The sign-in came too late or was used up: the reset has to be started again. */
export function needsNewConfirmation(problem: ProblemError): boolean {
  return /^(confirmation-missing|confirmation-expired|confirmation-for-something-else|insufficient-sign-in)$/.test(
    problem.code,
  )
}
