import type { Problem } from '@latchkey/portal-api'
import { ProblemError } from './problem-error.ts'

/** The server's routes (packages/portal-api/README.md). Every failure is a ProblemError. */
export type Api = {
  readonly get: <Answer>(path: string, signal?: AbortSignal) => Promise<Answer>
  readonly post: <Answer = void>(path: string, body?: unknown) => Promise<Answer>
}

/** `fetch` is passed in; `onSignedOut` hears of every answer that says so. */
export function createApi(fetch: typeof globalThis.fetch, onSignedOut: () => void): Api {
  async function ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const response = await reach(path, init)
    if (response.status === 204) return undefined as Answer
    const answer = await readJson(response)
    if (response.ok) return answer as Answer
    const problem = toProblem(response, answer)
    if (problem.code === 'signed-out') onSignedOut()
    throw problem
  }

  async function reach(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(path, { ...init, credentials: 'same-origin', cache: 'no-store' })
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
      throw new ProblemError({ code: 'offline', status: 0, reference: '', title: 'No answer from the server' }, cause)
    }
  }

  return {
    get: (path, signal) => ask(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) }),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify(body ?? {}),
      }),
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    throw new ProblemError(
      { code: 'broken', status: response.status, reference: '', title: 'Unreadable answer' },
      cause,
    )
  }
}

function toProblem(response: Response, answer: unknown): ProblemError {
  const problem = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<Problem>
  return new ProblemError({
    code: problem.code ?? 'broken',
    status: response.status,
    reference: problem.reference ?? '',
    title: problem.title ?? response.statusText,
    ...(problem.detail ? { detail: problem.detail } : {}),
  })
}
