import { isRefusal } from '@latchkey/domain'
import { AskRequest } from '@latchkey/portal-api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { askReset } from '../../acts/ask-reset.ts'
import { cancelRequest } from '../../acts/cancel-request.ts'
import { finishPasscode, showPasscode } from '../../acts/show-passcode.ts'
import { sendProblem, sendRefusal } from '../problems.ts'
import type { PortalParts } from './parts.ts'
import { requestView } from './views.ts'

const Params = z.object({ id: z.uuid() })
/** A shown passcode hides by itself after this, in seconds. */
const hideAfterSeconds = 300

/** Requests: asked of a confirmed intent, looked at, cancelled; and the temporary passcode that one may bring. */
export function requestRoutes(parts: PortalParts): FastifyPluginAsyncZod {
  const { database, house, keyring, requireSession } = parts
  return async (app) => {
    app.post('/api/devices/:id/requests', { schema: { params: Params, body: AskRequest } }, async (request, reply) => {
      const session = await requireSession(request)
      const { deviceInHand } = request.body
      const asked = await askReset(database, house, session, request.params.id, { deviceInHand })
      if (isRefusal(asked)) return sendRefusal(reply, asked)
      return reply.code(asked.joined ? 200 : 201).send({ request: requestView(asked.request), joined: asked.joined })
    })

    app.get('/api/requests/:id', { schema: { params: Params } }, async (request, reply) => {
      const session = await requireSession(request)
      const found = await database.transaction(({ requests }) =>
        requests.visibleTo(session.person.id, request.params.id),
      )
      return found === null ? sendProblem(reply, 'not-found') : requestView(found)
    })

    app.post('/api/requests/:id/cancel', { schema: { params: Params } }, async (request, reply) => {
      const session = await requireSession(request)
      const cancelled = await cancelRequest(database, session.person.id, request.params.id)
      return isRefusal(cancelled) ? sendRefusal(reply, cancelled) : requestView(cancelled)
    })

    app.post('/api/devices/:id/passcode/show', { schema: { params: Params } }, async (request, reply) => {
      const session = await requireSession(request)
      const shown = await showPasscode(database, keyring, session, request.params.id)
      if (isRefusal(shown)) return sendRefusal(reply, shown)
      return { passcode: Buffer.from(shown.reveal()).toString('utf8'), hideAfterSeconds }
    })

    app.post('/api/devices/:id/passcode/done', { schema: { params: Params } }, async (request, reply) => {
      const session = await requireSession(request)
      const finished = await finishPasscode(database, session, request.params.id)
      return finished === null ? reply.code(204).send() : sendRefusal(reply, finished)
    })
  }
}
