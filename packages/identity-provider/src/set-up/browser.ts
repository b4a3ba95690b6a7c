import { hashOf, isToken, newToken } from './tokens.ts'

const name = 'latchkey-idp-set-up'

/** The browser in which a set-up goes on, by a cookie that it keeps until it closes. */
export type SetUpBrowser = { readonly hash: string; readonly cookie: string }

/** Reads the browser's cookie, or makes it one. */
export function setUpBrowser(cookies: string | undefined, issuer: string): SetUpBrowser {
  const kept = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(cookies ?? '')?.[1] ?? ''
  const token = isToken(kept) ? kept : newToken()
  const { pathname, protocol } = new URL(issuer)
  const secure = protocol === 'https:' ? '; Secure' : ''
  return {
    hash: Buffer.from(hashOf(token)).toString('base64url'),
    cookie: `${name}=${token}; Path=${pathname}/set-up/; SameSite=Lax${secure}; HttpOnly`,
  }
}
