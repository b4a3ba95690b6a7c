import type { Database, LiveSession } from '@latchkey/domain'
import type { FastifyRequest } from 'fastify'
import type { HouseRules } from '../../acts/house-rules.ts'
import type { Keyring, Log } from '../../parts.ts'

/** What the routes for people are given. */
export type PortalParts = {
  readonly database: Database
  readonly keyring: Keyring
  readonly house: HouseRules
  readonly log: Log
  /** The live session of this request; throws a problem `signed-out` otherwise. */
  readonly requireSession: (request: FastifyRequest) => Promise<LiveSession>
}
