import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export type SignInProblemText = {
  readonly title: MessageDescriptor
  readonly text: MessageDescriptor
  /** The button that goes on: the same reset once more, or a plain sign-in. */
  readonly next: 'start-again' | 'sign-in' | 'none'
}

const nothingSent = msg`Nothing was sent to any device.`

/** Why a sign-in ended on /auth/problem, by its code. */
export const signInProblems: Readonly<Record<string, SignInProblemText>> = {
  'another-account': {
    title: msg`You signed in with another account`,
    text: msg`The reset belongs to someone else, so we stopped it and signed this browser out. Nothing was sent. If it is yours, start again with the right account.`,
    next: 'start-again',
  },
  'too-late': {
    title: msg`Time ran out, so we stopped`,
    text: msg`You were back after more than 5 minutes. Nothing was sent, and the passcode is unchanged. You can start again right away.`,
    next: 'start-again',
  },
  'another-browser': {
    title: msg`You began in another browser`,
    text: msg`Go back to the browser or tab where you pressed Sign out, or start again here. Nothing was sent.`,
    next: 'sign-in',
  },
  'provider-error': {
    title: msg`The sign-in service didn’t answer as it should`,
    text: msg`That is not your fault, and nothing was sent. Wait a moment, then try again.`,
    next: 'sign-in',
  },
  'provider-unavailable': {
    title: msg`The sign-in service can’t be reached`,
    text: msg`That is not your fault, and nothing was sent. Wait a moment, then try again.`,
    next: 'sign-in',
  },
  'login-required': {
    title: msg`The sign-in service wants you to sign in there first`,
    text: msg`Nothing was sent. Sign in once more, and answer all its questions.`,
    next: 'sign-in',
  },
  'interaction-required': {
    title: msg`The sign-in service still has a question for you`,
    text: msg`Nothing was sent. Sign in once more, and answer all its questions.`,
    next: 'sign-in',
  },
  'access-denied': {
    title: msg`The sign-in was stopped`,
    text: msg`You, or the sign-in service, stopped it. Nothing was sent to any device.`,
    next: 'sign-in',
  },
  'not-strong-enough': {
    title: msg`This sign-in isn’t enough for a reset`,
    text: msg`Your organisation asks for a second proof, such as a passkey or a security key. Nothing was sent. Start again and use both.`,
    next: 'start-again',
  },
  'no-auth-time': {
    title: msg`Your sign-in can’t confirm a reset`,
    text: msg`The sign-in service doesn’t tell us when you signed in, so we can’t know that it was just now. Nothing was sent. Support can help; so can your administrator, with one setting.`,
    next: 'none',
  },
  'try-again': {
    title: msg`That sign-in didn’t count`,
    text: msg`It was not made just now, or it came twice. Nothing was sent. Start again, and type your password when asked.`,
    next: 'start-again',
  },
}

const unforeseen: SignInProblemText = {
  title: msg`The sign-in didn’t work`,
  text: nothingSent,
  next: 'sign-in',
}

export function signInProblem(code: string | null): SignInProblemText {
  return signInProblems[code ?? ''] ?? unforeseen
}
