import type { FastifyPluginAsync } from 'fastify'
import type { Fleet } from '../fleet.ts'
import { dataBlock, html } from '../pages/html.ts'
import { languageOf } from '../pages/language.ts'
import { type Pages, sendPage } from '../pages/page.ts'
import { readGesture } from './gesture.ts'
import { makeHands } from './hand.ts'
import { makeStream } from '../pages/stream.ts'
import { wallTexts } from './texts.ts'
import { viewOf } from './view.ts'

/** The device wall, its stream and its gestures. It drives the simulators, and knows nothing of the server. */
export function makeWall(fleet: Fleet): Pages {
  const stream = makeStream(() => fleet.devices().map((one) => viewOf(one, hands.isStarting(one))))
  const hands = makeHands(stream.changed)
  fleet.onChange(stream.changed)
  const routes: FastifyPluginAsync = async (app) => {
    app.get<{ Querystring: { lang?: string } }>('/demo/wall', async (request, reply) => {
      const language = languageOf({
        asked: request.query.lang,
        cookies: request.headers.cookie,
        acceptLanguage: request.headers['accept-language'],
      })
      const texts = wallTexts[language]
      return sendPage(reply, {
        language,
        title: texts.title,
        lead: texts.lead,
        styles: ['wall', 'glass', 'home'],
        module: 'wall',
        links: [
          { to: `/demo/mailbox?lang=${language}`, text: texts.mailbox, kind: 'quiet' },
          { to: '/', text: texts.portal, kind: 'plain' },
        ],
        otherLanguage: { language: language === 'en' ? 'fr' : 'en', text: texts.otherLanguage },
        body: html`<p class="vh" id="heard" role="status"></p>
          <p class="wall-note" id="lost" role="status"></p>
          <noscript><p class="wall-note">${texts.noScript}</p></noscript>
          <main class="wall" id="wall"></main>
          ${dataBlock('texts', texts)}`,
      })
    })

    app.get('/demo/api/events', (_request, reply) => {
      reply.hijack()
      stream.add(reply.raw)
    })

    app.post<{ Params: { id: string } }>('/demo/api/devices/:id', async (request, reply) => {
      const one = fleet.devices().find(({ id }) => id === request.params.id)
      if (one === undefined) return reply.code(404).send({ code: 'not-found' })
      const gesture = readGesture(request.body)
      if (gesture === null) return reply.code(400).send({ code: 'malformed' })
      return hands.do(one, gesture)
    })
  }
  return {
    routes,
    close() {
      hands.close()
      stream.close()
    },
  }
}
