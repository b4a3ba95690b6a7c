import { isRefusal, languages } from '@latchkey/domain'
import type { Refusal } from '@latchkey/domain'
import { AskConfirmation, BeginSignIn } from '@latchkey/portal-api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ProblemError, sendRefusal } from '../http/problems.ts'
import { signedInView } from '../http/portal/views.ts'
import { askConfirmation, askConfirmationAgain } from './ask-confirmation.ts'
import type { Asked, Browser } from './ask-confirmation.ts'
import { keepSignIn, prepareSignIn } from './begin.ts'
import { finishSignIn } from './callback.ts'
import { forget, readCookie, setCookies } from './cookies.ts'
import { cancelIntent, viewIntent } from './intent.ts'
import type { SignInParts } from './parts.ts'
import type { RelyingParty } from './relying-party.ts'
import { safeReturnTo } from './return-to.ts'
import type { Sessions } from './sessions.ts'
import { signOut } from './sign-out.ts'
import { SignInUnavailableError } from './unavailable.ts'

const Params = z.object({ id: z.uuid() })

/** Signing in and out, and the intents that a fresh sign-in confirms. */
export function signInRoutes(parts: SignInParts, provider: RelyingParty, sessions: Sessions): FastifyPluginAsyncZod {
  const { database } = parts
  const { sessionOf, requireSession } = sessions

  return async (app) => {
    // The provider's page posts an empty form to /auth/stop: a script-free page can't send anything else.
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1024 },
      (_r, _b, done) => done(null, undefined),
    )

    app.post('/api/sign-ins', { schema: { body: BeginSignIn }, config: { rateLimit: {} } }, async (request, reply) => {
      const { borrowed } = request.body
      const { signInToken, language } = browserOf(request)
      const beginning = await reached(prepareSignIn(provider, { signInToken, borrowed }, null, language))
      const wanted = { returnTo: safeReturnTo(request.body.returnTo), borrowed, confirmationId: null }
      await database.transaction((stores) => keepSignIn(stores, beginning, wanted))
      setCookies(reply, [beginning.cookie])
      return { location: beginning.location }
    })

    app.get('/auth/callback', { config: { rateLimit: {} } }, async (request, reply) => {
      const [, query = ''] = request.url.split(/\?(.*)/s)
      const landing = await finishSignIn(parts, provider, query, {
        session: await sessionOf(request),
        signInToken: readCookie(request, 'signIn'),
        confirmationToken: readCookie(request, 'confirmation'),
      })
      setCookies(reply, landing.cookies)
      return reply.redirect(landing.location, 303)
    })

    app.post('/api/session/extend', async (request) => {
      const { idHash } = await requireSession(request)
      // Asking has moved the limit: read where it is now.
      return database.transaction(async (stores) => {
        const session = await stores.sessions.live(idHash)
        if (session === null) throw new ProblemError('signed-out')
        return signedInView(session, await stores.notifications.unread(session.person.id))
      })
    })

    app.post('/api/session/end', async (request, reply) => {
      const session = await sessionOf(request)
      setCookies(reply, [forget('session'), forget('confirmation'), forget('signIn')])
      if (session === null) return { location: '/signed-out' }
      if (session.borrowed) void reply.header('clear-site-data', '"cache", "storage"')
      return { location: await signOut(parts, provider, session) }
    })

    const confirmations = { schema: { params: Params, body: AskConfirmation } }
    app.post('/api/devices/:id/confirmations', confirmations, async (request, reply) => {
      const session = await requireSession(request)
      const asked = { session, deviceId: request.params.id, act: request.body.act }
      return lead(reply, await reached(askConfirmation(parts, provider, asked, browserOf(request))))
    })

    app.get('/api/confirmation', async (request) =>
      viewIntent(database, readCookie(request, 'confirmation'), await sessionOf(request)),
    )

    app.post('/api/confirmation/again', async (request, reply) => {
      const cookie = readCookie(request, 'confirmation')
      if (cookie === null) throw new ProblemError('not-found')
      const session = await sessionOf(request)
      return lead(reply, await reached(askConfirmationAgain(parts, provider, cookie, session, browserOf(request))))
    })

    app.post('/api/confirmation/cancel', async (request, reply) => {
      await stop(request, reply)
      return reply.code(204).send()
    })

    app.post('/auth/stop', async (request, reply) => {
      await stop(request, reply)
      return reply.redirect('/', 303)
    })
  }

  async function stop(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const cookie = readCookie(request, 'confirmation')
    if (cookie !== null) await cancelIntent(database, cookie)
    setCookies(reply, [forget('confirmation')])
  }
}

function lead(reply: FastifyReply, asked: Asked | Refusal) {
  if (isRefusal(asked)) return sendRefusal(reply, asked)
  setCookies(reply, asked.cookies)
  return { location: asked.location }
}

/** The provider's being away is told as such. */
async function reached<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof SignInUnavailableError) throw new ProblemError('unavailable', { what: 'sign-in' }, error)
    throw error
  }
}

function browserOf(request: FastifyRequest): Browser {
  const kept = request.cookies['latchkey-language']
  const language = languages.find((known) => known === kept) ?? null
  return { signInToken: readCookie(request, 'signIn'), language }
}
