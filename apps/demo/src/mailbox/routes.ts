import type { FastifyPluginAsync } from 'fastify'
import { dataBlock, html } from '../pages/html.ts'
import { languageOf } from '../pages/language.ts'
import { type Pages, sendPage } from '../pages/page.ts'
import { makeStream } from '../pages/stream.ts'
import type { Mailbox } from './mailbox.ts'
import { mailboxTexts } from './texts.ts'

/** The page of letters, and their stream. */
export function makeMailboxPages(mailbox: Mailbox): Pages {
  const stream = makeStream(() => mailbox.letters())
  mailbox.onChange(stream.changed)
  const routes: FastifyPluginAsync = async (app) => {
    app.get<{ Querystring: { lang?: string } }>('/demo/mailbox', async (request, reply) => {
      const language = languageOf({
        asked: request.query.lang,
        cookies: request.headers.cookie,
        acceptLanguage: request.headers['accept-language'],
      })
      const texts = mailboxTexts[language]
      return sendPage(reply, {
        language,
        title: texts.title,
        lead: texts.lead,
        styles: ['mailbox'],
        module: 'mailbox',
        links: [
          { to: `/demo/wall?lang=${language}`, text: texts.wall, kind: 'quiet' },
          { to: '/', text: texts.portal, kind: 'plain' },
        ],
        otherLanguage: { language: language === 'en' ? 'fr' : 'en', text: texts.otherLanguage },
        body: html`<p class="vh" id="heard" role="status"></p>
          <noscript><p class="mail-note">${texts.noScript}</p></noscript>
          <main class="mail" id="mail"></main>
          ${dataBlock('texts', texts)}`,
      })
    })

    app.get('/demo/api/letters', (_request, reply) => {
      reply.hijack()
      stream.add(reply.raw)
    })
  }
  return { routes, close: stream.close }
}
