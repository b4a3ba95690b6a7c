import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { html, Markup } from './html.ts'
import { icon, sprite } from './icons.ts'
import type { Language } from './language.ts'

/** A part of the demo's pages. `close` ends its streams, which a server that stops would wait for. */
export type Pages = { readonly routes: FastifyPluginAsync; readonly close: () => void }

/** What stands around each page of the demo. */
export type Frame = {
  readonly language: Language
  readonly title: string
  readonly lead: string
  /** Names of its stylesheets, beside those that every page has. */
  readonly styles: readonly string[]
  readonly module: string | null
  readonly links: readonly { readonly to: string; readonly text: string; readonly kind: 'quiet' | 'plain' }[]
  readonly otherLanguage: { readonly language: Language; readonly text: string }
  readonly body: Markup
}

const door = new Markup(
  '<svg class="door-mark" width="22" height="26" viewBox="0 0 22 26" aria-hidden="true"><path class="arch" d="M0 11a11 11 0 0 1 22 0v12a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3z"/><circle class="key" cx="11" cy="10.5" r="3.6"/><path class="key" d="M9.6 12.5h2.8l1.3 7.5H8.3z"/></svg>',
)

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** Sends a page of the demo: everything it loads comes from this server, nothing stands inline. */
export function sendPage(reply: FastifyReply, frame: Frame): FastifyReply {
  return reply
    .header('content-security-policy', contentSecurityPolicy)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language, cookie')
    .type('text/html; charset=utf-8')
    .send(print(frame))
}

function print(frame: Frame): string {
  const { language, otherLanguage } = frame
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${frame.title} · Latchkey</title>
        <link rel="icon" href="/demo/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/look/tokens.css" />
        <link rel="stylesheet" href="/look/pages.css" />
        <link rel="stylesheet" href="/demo/assets/organisation.css" />
        <link rel="stylesheet" href="/demo/assets/demo.css" />
        ${frame.styles.map((name) => html`<link rel="stylesheet" href="/demo/assets/${name}.css" />`)}
        ${frame.module === null ? null : html`<script type="module" src="/demo/assets/${frame.module}.js"></script>`}
      </head>
      <body>
        ${sprite}
        <header class="demo-bar">
          <div class="demo-title">
            <h1>${door}${frame.title}</h1>
            <p class="muted">${frame.lead}</p>
          </div>
          <nav class="demo-links">
            ${frame.links.map(({ to, text, kind }) => html`<a class="btn ${kind}" href="${to}">${text}</a>`)}
            <a
              class="btn quiet"
              href="?lang=${otherLanguage.language}"
              hreflang="${otherLanguage.language}"
              lang="${otherLanguage.language}"
              >${icon('globe')}${otherLanguage.text}</a
            >
          </nav>
        </header>
        ${frame.body}
      </body>
    </html> `
  return page.text
}
