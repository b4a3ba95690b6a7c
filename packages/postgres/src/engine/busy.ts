import { DatabaseError, sqlFailure } from '../errors.ts'

const queryCanceled = '57014'
const tooManyConnections = '53300'
/** What the pool and its clients say without a code of their own. */
const outOfPatience =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated due to connection timeout)$/

/** The error to throw: `DatabaseError` `database-busy` where the same may work in a moment, else the same. */
export function busyIfTimedOut(error: unknown): unknown {
  const state = sqlFailure(error)?.state
  const busy =
    state === queryCanceled ||
    state === tooManyConnections ||
    (error instanceof Error && outOfPatience.test(error.message))
  return busy ? new DatabaseError('database-busy', 'PostgreSQL did not answer in time', { cause: error }) : error
}
