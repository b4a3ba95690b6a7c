import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendPage } from './http/respond.ts'
import { languageOf } from './language.ts'
import { messagePage } from './pages/message-page.ts'
import type { Message } from './pages/message-page.ts'
import type { PageFrame } from './pages/layout.ts'
import type { IdentityProviderParts } from './parts.ts'

export type Visit = { readonly req: IncomingMessage; readonly res: ServerResponse; readonly url: URL }

export type Frames = {
  of(visit: Visit, uiLocales: unknown): PageFrame
  /** Sends a page that says what did not work. */
  message(visit: Visit, status: number, message: Message): void
}

/** What surrounds each page: the organisation's look, in the language of this browser. */
export function framesOf(parts: IdentityProviderParts, ownSheets: readonly string[]): Frames {
  const of = (visit: Visit, uiLocales: unknown): PageFrame => ({
    look: parts.look(),
    ownSheets,
    self: null,
    language: languageOf({
      chosen: visit.url.searchParams.get('language'),
      uiLocales,
      cookies: visit.req.headers.cookie,
      acceptLanguage: visit.req.headers['accept-language'],
    }),
  })
  return {
    of,
    message: (visit, status, message) =>
      sendPage(visit.res, status, messagePage(of(visit, visit.url.searchParams.get('ui_locales')), message)),
  }
}
