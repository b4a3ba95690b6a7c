import type { Database, LiveSession } from '@latchkey/domain'
import type { FastifyRequest } from 'fastify'
import { ProblemError } from '../http/problems.ts'
import { readCookie } from './cookies.ts'
import { hashOf } from './tokens.ts'

export type Sessions = {
  /**
   * The live session of a request, or null. Whatever a person does keeps it awake; what a page asks by itself (a GET)
   * does not, so that a page left open falls asleep.
   */
  readonly sessionOf: (request: FastifyRequest) => Promise<LiveSession | null>
  /** The same; throws a problem `signed-out` without one. */
  readonly requireSession: (request: FastifyRequest) => Promise<LiveSession>
}

/** Reads sessions from the cookie; each request is asked about once. */
export function sessionsIn(database: Database): Sessions {
  const known = new WeakMap<FastifyRequest, Promise<LiveSession | null>>()

  const read = async (request: FastifyRequest): Promise<LiveSession | null> => {
    const token = readCookie(request, 'session')
    if (token === null) return null
    const idHash = hashOf(token)
    return database.transaction(async ({ sessions }) => {
      const session = await sessions.live(idHash)
      if (session === null || request.method === 'GET') return session
      await sessions.touch(idHash)
      return session
    })
  }

  const sessionOf = (request: FastifyRequest) => {
    const found = known.get(request) ?? read(request)
    known.set(request, found)
    return found
  }

  return {
    sessionOf,
    async requireSession(request) {
      const session = await sessionOf(request)
      if (session === null) throw new ProblemError('signed-out')
      return session
    },
  }
}
