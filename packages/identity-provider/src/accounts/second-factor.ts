import type { Account, AttemptStore, SecondFactorStore, UsedFactor } from '../stores.ts'
import { fingerprintOf, readRecoveryCode } from './recovery-codes.ts'
import { authenticatorContext } from './sealing.ts'
import type { Sealing } from './sealing.ts'
import { matchingStep } from './totp.ts'
import { takeTry } from './tries.ts'
import type { Throttle, Visitor } from './tries.ts'

/** Something about an account's credentials that its person must hear of. */
export type CredentialNews =
  | { readonly kind: 'recovery-code-used'; readonly subject: string; readonly left: number }
  /** By a one-time link: the account's first, or others in place of what it had. */
  | { readonly kind: 'credentials-set' | 'credentials-replaced'; readonly subject: string }

export type SecondFactorParts = {
  readonly attempts: AttemptStore
  readonly secondFactors: SecondFactorStore
  readonly sealing: Sealing
  readonly throttle: Throttle
  readonly clock: () => Promise<Date>
  readonly told: (news: CredentialNews) => Promise<void>
}

export type Way = 'code' | 'recovery'

export type SecondVerdict =
  | { readonly kind: 'right'; readonly ripe: boolean }
  /** The same for a code that never was, that is over, and that was used. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number }

/** Judges what is typed after a right password: a code of the authenticator, or a recovery code. Each works once. */
export async function judgeSecondFactor(
  parts: SecondFactorParts,
  account: Account,
  { way, typed }: { readonly way: Way; readonly typed: string },
  visitor: Visitor,
): Promise<SecondVerdict> {
  const { seconds, right } = await takeTry(parts, 'code', account.email, visitor)
  if (right === undefined) return { kind: 'wait', seconds }
  const used = await (way === 'code' ? useCode : useRecoveryCode)(parts, account.subject, typed)
  if (used === null) return { kind: 'wrong' }
  await right()
  return { kind: 'right', ripe: used.ripe }
}

async function useCode(parts: SecondFactorParts, subject: string, typed: string): Promise<UsedFactor | null> {
  const { secondFactors, sealing, clock } = parts
  const authenticator = await secondFactors.authenticatorOf(subject)
  if (authenticator === null) return null
  const secret = sealing.open(authenticatorContext(subject), authenticator.sealedSecret)
  const step = matchingStep(secret, typed, await clock())
  secret.fill(0)
  return step === null ? null : secondFactors.useStep(subject, step)
}

async function useRecoveryCode(parts: SecondFactorParts, subject: string, typed: string): Promise<UsedFactor | null> {
  const { secondFactors, sealing, told } = parts
  const code = readRecoveryCode(typed)
  if (code === null) return null
  const used = await secondFactors.useRecoveryCode(subject, fingerprintOf(sealing, subject, code))
  if (used === null) return null
  // Nobody comes in by one without its owner being told: when telling fails, so does the sign-in.
  await told({ kind: 'recovery-code-used', subject, left: used.left })
  return used
}
