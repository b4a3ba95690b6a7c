import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { AttemptStore } from '../stores.ts'
import { knows } from './known-browser.ts'
import type { KnownBrowser } from './known-browser.ts'

/** Seconds to wait after each try, from the first on; the last stands for all further ones. */
export type Throttle = {
  readonly account: readonly number[]
  readonly code: readonly number[]
  readonly address: readonly number[]
}

/**
 * A few slips cost nothing; then the wait doubles. A code has a million values of which three are right: its waits
 * grow to a quarter of an hour. An address may be a whole office: more slips, and shorter waits.
 */
export const defaultThrottle: Throttle = {
  account: [0, 0, 0, 0, 2, 4, 8, 15, 30, 60],
  code: [0, 0, 0, 0, 5, 15, 60, 300, 900],
  address: [...Array.from({ length: 50 }, () => 0), 1, 2, 4, 10],
}

/** Where a try comes from. */
export type Visitor = { readonly address: string; readonly browser: KnownBrowser | null }

export type Try =
  | { readonly seconds: number; readonly right?: never }
  /** `right` forgets the tries that led here, once the answer proved right. */
  | { readonly seconds: 0; readonly right: () => Promise<void> }

/**
 * Takes one try at the password or the code of an account. A browser in which this account has signed in before waits
 * for its own tries alone: whatever strangers do, from wherever, its owner gets in.
 */
export async function takeTry(
  { attempts, throttle }: { readonly attempts: AttemptStore; readonly throttle: Throttle },
  at: 'account' | 'code',
  email: string,
  { address, browser }: Visitor,
): Promise<Try> {
  const known = knows(browser, email)
  const own = known ? keyOf(`browser-${at}`, `${browser.id}|${email}`) : keyOf(at, email)
  const addressKey = keyOf('address', network(address))
  // The address first: one that must wait anyway can't make strangers' accounts wait.
  const seconds =
    (known ? 0 : await attempts.take(addressKey, throttle.address)) || (await attempts.take(own, throttle[at]))
  if (seconds > 0) return { seconds }
  const right = async () => {
    await attempts.clear(own)
    if (!known) await attempts.giveBack(addressKey)
  }
  return { seconds: 0, right }
}

/** Hashed, so that what strangers type is not kept. */
function keyOf(kind: string, value: string): string {
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
