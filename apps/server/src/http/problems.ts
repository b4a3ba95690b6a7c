import type { FastifyReply } from 'fastify'
import type { Refusal, RefusalCode, RefusalDetail } from '@latchkey/domain'
import type { Problem } from '@latchkey/portal-api'
import { statusOf, titleOf } from './errors.ts'
import type { EdgeCode } from './errors.ts'

/** An edge's "no", thrown where returning it would be clumsy. */
export class ProblemError extends Error {
  readonly code: RefusalCode | EdgeCode
  readonly detail: RefusalDetail | undefined

  constructor(code: RefusalCode | EdgeCode, detail?: RefusalDetail, cause?: unknown) {
    super(titleOf[code], { cause })
    this.code = code
    this.detail = detail
  }
}

/** Codes that a fresh sign-in mends: answered in the shape of RFC 9470. */
const stepUp: readonly (RefusalCode | EdgeCode)[] = [
  'confirmation-missing',
  'confirmation-expired',
  'confirmation-for-something-else',
  'fresh-sign-in-needed',
]

/** Answers with problem details; the reference is the request's id. @see https://www.rfc-editor.org/rfc/rfc9457 and https://www.rfc-editor.org/rfc/rfc9470 */
export function sendProblem(
  reply: FastifyReply,
  code: RefusalCode | EdgeCode,
  detail?: RefusalDetail,
  reference = reply.request.id,
): FastifyReply {
  const status = statusOf[code]
  const problem: Problem = {
    type: 'about:blank',
    title: titleOf[code],
    status,
    code,
    reference,
    ...(detail === undefined ? {} : { detail }),
  }
  if (stepUp.includes(code)) {
    void reply.header('www-authenticate', 'Bearer error="insufficient_user_authentication", max_age=300')
  }
  if (status === 503 || status === 429) void reply.header('retry-after', '5')
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return sendProblem(reply, refusal.code, refusal.detail)
}
