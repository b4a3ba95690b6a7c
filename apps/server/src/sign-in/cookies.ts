import type { FastifyReply, FastifyRequest } from 'fastify'
import { isToken } from './tokens.ts'

/** `__Host-`: set by this origin alone, for the whole of it, over a secure channel. */
export const cookieNames = {
  session: '__Host-latchkey-session',
  /** Binds a sign-in under way to this browser. */
  signIn: '__Host-latchkey-sign-in',
  /** Binds an intent to this browser, across the sign-out. */
  confirmation: '__Host-latchkey-confirmation',
} as const
export type CookieName = keyof typeof cookieNames

/** A cookie to set; `maxAge` in seconds, null: until the browser closes. An empty value takes it away. */
export type CookieChange = { readonly name: CookieName; readonly value: string; readonly maxAge: number | null }

export function forget(name: CookieName): CookieChange {
  return { name, value: '', maxAge: 0 }
}

/** The token in a cookie; null when there is none, or something else than a token of ours. */
export function readCookie(request: Pick<FastifyRequest, 'cookies'>, name: CookieName): string | null {
  const value = request.cookies[cookieNames[name]]
  return isToken(value) ? value : null
}

export function setCookies(reply: FastifyReply, changes: readonly CookieChange[]): void {
  for (const { name, value, maxAge } of changes) {
    const age = maxAge === null ? {} : { maxAge }
    void reply.setCookie(cookieNames[name], value, { path: '/', secure: true, httpOnly: true, sameSite: 'lax', ...age })
  }
}

/** The token of a cookie in a raw header: for the embedded provider, which is no part of the portal's application. */
export function readRawCookie(header: string | undefined, name: CookieName): string | null {
  const prefix = `${cookieNames[name]}=`
  const values = (header ?? '').split(';').map((pair) => pair.trim())
  const found = values.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length))
  return found.length === 1 && isToken(found[0]) ? found[0] : null
}
