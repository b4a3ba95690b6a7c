import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A browser that has signed in before, known by a signed cookie: tries from it wait in a queue of their own. */
export type KnownBrowser = {
  /** 128 random bits. */
  readonly id: string
  /** Of each account that has signed in here, the newest first: a hash, since nobody needs to read it. */
  readonly accounts: readonly string[]
}

export const knownBrowserCookie = 'latchkey-idp-known'
const mostAccounts = 5

/** The browser that a Cookie header tells of; null for one never seen, and for a cookie that none of our keys signed. */
export function readKnownBrowser(cookies: string | undefined, keys: readonly string[]): KnownBrowser | null {
  const value = new RegExp(`(?:^|;\\s*)${knownBrowserCookie}=([\\w.-]{1,400})(?:;|$)`).exec(cookies ?? '')?.[1] ?? ''
  const cut = value.lastIndexOf('.')
  const [said, mac] = [value.slice(0, Math.max(0, cut)), Buffer.from(value.slice(cut + 1), 'base64url')]
  const [id = '', ...accounts] = said.split('.')
  const signed = keys.some((key) => same(macOf(said, key), mac))
  return signed && id !== '' ? { id, accounts } : null
}

/** Has the account of this address signed in here before? */
export function knows(browser: KnownBrowser | null, email: string): browser is KnownBrowser {
  return browser !== null && browser.accounts.includes(accountOf(browser.id, email))
}

/** The cookie's value once the account of this address has signed in here; signed with the newest key. */
export function remember(browser: KnownBrowser | null, email: string, keys: readonly string[]): string {
  const id = browser?.id ?? randomBytes(16).toString('base64url')
  const account = accountOf(id, email)
  const others = (browser?.accounts ?? []).filter((other) => other !== account)
  const said = [id, account, ...others.slice(0, mostAccounts - 1)].join('.')
  return `${said}.${macOf(said, keys[0] ?? '').toString('base64url')}`
}

function accountOf(id: string, email: string): string {
  const hash = createHash('sha256').update(`${id}|${email.trim().toLowerCase()}`).digest()
  return hash.subarray(0, 16).toString('base64url')
}

function macOf(said: string, key: string): Buffer {
  return createHmac('sha256', key).update(`known-browser|${said}`).digest()
}

function same(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
