import type { Problem } from '@latchkey/portal-api'

/** A refusal of the server, or `offline` (no answer) and `broken` (an answer that can't be read). */
export class ProblemError extends Error {
  readonly code: string
  readonly status: number
  /** Short, to read out to support; empty when the server was not reached. */
  readonly reference: string
  readonly detail: NonNullable<Problem['detail']>

  constructor(problem: Pick<Problem, 'code' | 'status' | 'reference' | 'title' | 'detail'>, cause?: unknown) {
    super(problem.title, { cause })
    this.name = 'ProblemError'
    this.code = problem.code
    this.status = problem.status
    this.reference = problem.reference
    this.detail = problem.detail ?? {}
  }
}

export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  return new ProblemError({ code: 'broken', status: 0, reference: '', title: 'Something went wrong here' }, error)
}
