import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Account, AccountStore, AttemptStore } from '../stores.ts'
import { passwordFits } from './password.ts'

export type Authenticated =
  | { readonly kind: 'account'; readonly account: Account }
  /** The same for an unknown account, a disabled one and a wrong password. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number }

/** Seconds to wait after each try, from the first on; the last stands for all further ones. */
export type Throttle = { readonly account: readonly number[]; readonly address: readonly number[] }

/** A few slips cost nothing; then the wait doubles. An address may be a whole office: more slips, and shorter waits. */
export const defaultThrottle: Throttle = {
  account: [0, 0, 0, 0, 2, 4, 8, 15, 30, 60],
  address: [...Array.from({ length: 50 }, () => 0), 1, 2, 4, 10],
}

export type AuthenticateParts = {
  readonly accounts: AccountStore
  readonly attempts: AttemptStore
  readonly throttle: Throttle
}

/** Judges an e-mail address and a password. Throws `BusyError` when too many passwords are being judged at once. */
export async function authenticate(
  parts: AuthenticateParts,
  tried: { readonly email: string; readonly password: string; readonly address: string },
): Promise<Authenticated> {
  const { accounts, attempts, throttle } = parts
  const email = tried.email.trim().toLowerCase()
  const accountKey = keyOf('account', email)
  const addressKey = keyOf('address', network(tried.address))
  // The address first: one that must wait anyway can't make strangers' accounts wait.
  const seconds =
    (await attempts.take(addressKey, throttle.address)) || (await attempts.take(accountKey, throttle.account))
  if (seconds > 0) return { kind: 'wait', seconds }
  const account = await accounts.byEmail(email)
  const fits = await passwordFits(account?.passwordHash ?? null, tried.password)
  if (account === null || !fits || account.disabledAt !== null) return { kind: 'wrong' }
  await attempts.clear(accountKey)
  await attempts.giveBack(addressKey)
  return { kind: 'account', account }
}

/** Hashed, so that what strangers type is not kept. */
function keyOf(kind: 'account' | 'address', value: string): string {
  return `${kind}:${createHash('sha256').update(value).digest('base64url')}`
}

/** An IPv6 subscriber has a whole /64 to choose from. */
function network(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  if (tail !== undefined) while (groups.length < 4) groups.push('0')
  return groups.slice(0, 4).join(':')
}
