import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import fastify from 'fastify'
import type { FastifyError, FastifyInstance } from 'fastify'
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { newReference } from '../acts/random.ts'
import type { Log } from '../parts.ts'
import type { EdgeCode } from './errors.ts'
import { guard, protect } from './guards.ts'
import type { GuardParts } from './guards.ts'
import { ProblemError, sendProblem } from './problems.ts'
import { logRequests } from './request-log.ts'
import { deviceCertificateOf } from './tls-peer.ts'

const bodyLimit = 64 * 1024

/** Makes the HTTP application, without routes: limits, guards, headers and the one error handler. */
export async function createApp(parts: GuardParts & { readonly log: Log }): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit,
    // Believed as it is: at the door everything has been removed that no trusted proxy said.
    trustProxy: true,
    http: {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 32 * 1024,
    },
    // What a person reads out to support is what the log has.
    genReqId: () => newReference(),
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('deviceCertificate', {
    getter() {
      return deviceCertificateOf(this.raw)
    },
  })
  await app.register(cookie)
  // Off but for routes that ask for it; by address, with a ceiling that a whole dormitory behind one address stays under.
  await app.register(rateLimit, {
    global: false,
    max: 600,
    timeWindow: 60_000,
    errorResponseBuilder: () => new ProblemError('too-many'),
  })
  logRequests(app, parts.log)
  guard(app, parts)
  protect(app, () => parts.origin().startsWith('https:'))
  app.setErrorHandler((error, request, reply) => {
    const known = problemOf(error)
    if (known.code === 'broken' || known.code === 'unavailable') {
      const fields = { route: request.routeOptions.url ?? 'none', code: codeOf(error), where: whereOf(error) }
      parts.log.error({ reference: request.id, ...fields }, 'a request failed')
    }
    return sendProblem(reply, known.code, known.detail, request.id)
  })
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'))
  return app
}

const edgeCodes: Readonly<Record<string, EdgeCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed',
  FST_ERR_VALIDATION: 'malformed',
  FST_ERR_BAD_URL: 'malformed',
  ECONNREFUSED: 'unavailable',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
  ECONNRESET: 'unavailable',
  'database-busy': 'unavailable',
  // Too busy to answer in time: nothing was written, and the same request may go through later.
  stale: 'unavailable',
  '53300': 'unavailable',
  '57014': 'unavailable',
  'database-unreachable': 'unavailable',
  'embedded-database-gone': 'unavailable',
}

function problemOf(error: unknown): { code: ProblemError['code']; detail?: ProblemError['detail'] } {
  if (error instanceof ProblemError) return { code: error.code, detail: error.detail }
  if (hasZodFastifySchemaValidationErrors(error)) return { code: 'malformed' }
  const known = edgeCodes[codeOf(error) ?? '']
  if (known !== undefined) return { code: known }
  const status = (error as FastifyError).statusCode
  return { code: status !== undefined && status >= 400 && status < 500 ? 'malformed' : 'broken' }
}

function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : null
}

/** The frames of an unexpected error: where, never what it carried. */
function whereOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .join('\n')
}
