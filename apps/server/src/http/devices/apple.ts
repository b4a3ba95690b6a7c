import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { newReference } from '../../acts/random.ts'
import type { AppleAnswer } from '../../channels/apple/answer.ts'
import type { Log } from '../../parts.ts'
import type { EdgeCode } from '../errors.ts'
import { ProblemError, sendProblem } from '../problems.ts'

/** Takes a device's message: its signature and its very bytes. */
export type AppleExchange = (signature: string, body: Buffer) => Promise<AppleAnswer>

/** Largest message taken, in bytes: lists of certificates and applications are long. */
const bodyLimit = 1_048_576
const otherMethods = ['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Where Apple devices call: check-ins and reports, each at either address. Whatever goes wrong, no answer is 401 and
 * none names com.apple.unrecognized.device: both would make a device throw its enrolment away.
 */
export function appleRoutes(exchange: AppleExchange, log: Log): FastifyPluginAsync {
  return async (app) => {
    // The signature is over the bytes as they came; whatever their type is called, nothing else may read them.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body))

    app.setErrorHandler((error: FastifyError, request, reply) => {
      const code = codeOf(error)
      const reference = newReference()
      const fields = { route: request.routeOptions.url, code, reference, error: errorCode(error) }
      if (code === 'unavailable') log.error(fields, 'a device could not be served')
      else log.warn(fields, 'a device was turned away')
      return sendProblem(reply, code, undefined, reference)
    })

    for (const url of ['/apple/checkin', '/apple/mdm']) {
      app.put(url, { bodyLimit, onRequest: async (request) => refuseEarly(request) }, async (request, reply) => {
        const { body } = request
        if (!Buffer.isBuffer(body) || body.length === 0) throw new ProblemError('malformed')
        return send(request, reply, await exchange(signatureOf(request), body), log)
      })
      app.route({
        url,
        method: otherMethods,
        onRequest: async (_request, reply) => {
          await sendProblem(reply.header('allow', 'PUT'), 'wrong-method')
        },
        handler: async () => undefined,
      })
    }
  }
}

/** Before a byte of the body is read. */
function refuseEarly(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') throw new ProblemError('wrong-type')
  if (signatureOf(request) === '') throw new ProblemError('malformed')
}

function signatureOf(request: FastifyRequest): string {
  const signature = request.headers['mdm-signature']
  return typeof signature === 'string' ? signature : ''
}

function send(request: FastifyRequest, reply: FastifyReply, answer: AppleAnswer, log: Log): FastifyReply {
  if (answer.type === 'refused') return sendRefused(request, reply, answer, log)
  const body = answer.type === 'command' ? answer.body : ''
  return reply.code(200).header('content-type', 'application/xml; charset=UTF-8').send(body)
}

function sendRefused(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, code, enrolmentId }: Extract<AppleAnswer, { type: 'refused' }>,
  log: Log,
): FastifyReply {
  const reference = newReference()
  log.warn({ route: request.routeOptions.url, code, reference, enrolment: enrolmentId }, 'a device was refused')
  // A body under 403 means something to a device; this one means nothing, so there is none.
  return status === 400 ? sendProblem(reply, 'malformed', undefined, reference) : reply.code(status).send()
}

/** What went wrong, as an edge's code: the sender's mistakes by name, all else to be tried again later. */
function codeOf(error: FastifyError | ProblemError): EdgeCode {
  if (error instanceof ProblemError) return error.code as EdgeCode
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'too-large'
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'wrong-type'
  return error.statusCode !== undefined && error.statusCode < 500 ? 'malformed' : 'unavailable'
}

/** A stable word for the log; messages may quote what was sent. */
function errorCode(error: { readonly code?: unknown; readonly name: string }): string {
  return typeof error.code === 'string' ? error.code : error.name
}
