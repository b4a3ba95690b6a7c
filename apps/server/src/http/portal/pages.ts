import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import fastifyStatic from '@fastify/static'
import { pagesPath, tokensPath } from '@latchkey/look'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from '../problems.ts'
import { languageOf, startDocument } from './start.ts'
import type { StartParts } from './start.ts'

export type PageParts = StartParts & { readonly portalFolder: string; readonly formTargets: readonly string[] }

/**
 * The portal's pages: index.html rendered per response (nonce, start document), the built assets for ever, and the
 * stylesheets of the server's own pages. A path that no page has still gets the shell, which says so.
 */
export function pageRoutes(parts: PageParts): FastifyPluginAsync {
  return async (app) => {
    const shell = (await readFile(join(parts.portalFolder, 'index.html'), 'utf8')).replace(/<!--.*?-->\s*/s, '')
    const page = async (request: FastifyRequest, reply: FastifyReply) => {
      const start = await startDocument(parts, request)
      const nonce = randomBytes(16).toString('base64')
      const path = request.url.split('?', 1)[0] ?? '/'
      return reply
        .code(pages.test(path) ? 200 : 404)
        .header('content-security-policy', contentSecurityPolicy(nonce, parts.formTargets))
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(
          fill(shell, {
            __CSP_NONCE__: nonce,
            __LANG__: languageOf(request, start),
            __THEME__: themeOf(request),
            __ORG__: parts.organisation.colour,
            __START__: inScript(JSON.stringify(start)),
          }),
        )
    }
    await app.register(fastifyStatic, {
      root: join(parts.portalFolder, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '1y',
      preCompressed: true,
    })
    const styles = { '/look/tokens.css': tokensPath, '/look/pages.css': pagesPath }
    for (const [path, file] of Object.entries(styles)) {
      const css = await readFile(file)
      app.get(path, async (_request, reply) =>
        reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(css),
      )
    }
    app.get('/api/start', async (request, reply) => {
      return reply.header('cache-control', 'no-store').send(await startDocument(parts, request))
    })
    app.get('/', page)
    // Browsers ask for it beside pages that name no icon.
    app.get('/favicon.ico', async (_request, reply) => reply.code(204).send())
    app.get('/api/*', async (_request, reply) => sendProblem(reply, 'not-found'))
    app.get('/*', page)
  }
}

/** Paths that the portal has a page for; it says of any other that there is none. */
const pages =
  /^\/(?:devices(?:\/[0-9a-f-]{36})?|activity|contact|help(?:\/[a-z-]{1,40})?|privacy|auth\/problem|signed-out)?$/

function themeOf(request: FastifyRequest): string {
  return /(?:^|;\s*)latchkey-theme=(light|dark)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1] ?? 'system'
}

/** Placeholders → values; each stands once or several times in the shell. */
function fill(shell: string, values: Readonly<Record<string, string>>): string {
  return shell.replace(/__[A-Z_]+__/g, (placeholder) => values[placeholder] ?? placeholder)
}

/** JSON that can't end the script element it stands in. */
function inScript(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function contentSecurityPolicy(nonce: string, formTargets: readonly string[]): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}
