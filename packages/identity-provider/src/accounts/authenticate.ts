import type { Account, AccountStore, AttemptStore } from '../stores.ts'
import { passwordFits } from './password.ts'
import { takeTry } from './tries.ts'
import type { Throttle, Visitor } from './tries.ts'

export type Authenticated =
  | { readonly kind: 'account'; readonly account: Account }
  /** The same for an unknown account, a disabled one and a wrong password. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number }

export type AuthenticateParts = {
  readonly accounts: AccountStore
  readonly attempts: AttemptStore
  readonly throttle: Throttle
}

/** Judges an e-mail address and a password. Throws `BusyError` when too many passwords are being judged at once. */
export async function authenticate(
  parts: AuthenticateParts,
  tried: Visitor & { readonly email: string; readonly password: string },
): Promise<Authenticated> {
  const email = tried.email.trim().toLowerCase()
  const { seconds, right } = await takeTry(parts, 'account', email, tried)
  if (right === undefined) return { kind: 'wait', seconds }
  const account = await parts.accounts.byEmail(email)
  const fits = await passwordFits(account?.passwordHash ?? null, tried.password)
  if (account === null || !fits || account.disabledAt !== null) return { kind: 'wrong' }
  await right()
  return { kind: 'account', account }
}
