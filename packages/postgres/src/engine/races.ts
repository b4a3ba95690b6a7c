import { StaleError } from '@latchkey/domain'
import { sqlFailure } from '../errors.ts'

/** Unique constraints that only a race can hit, since each act looks before it writes. */
const raced: ReadonlySet<string> = new Set([
  'request_one_open',
  'request_one_per_confirmation',
  'enrolment_one_per_channel_id',
  'enrolment_one_per_certificate',
  'enrolment_device_id_generation_key',
  'temporary_passcode_request_id_key',
])
const serializationFailure = '40001'
const deadlockDetected = '40P01'
const uniqueViolation = '23505'

/** The error to throw: `StaleError` where somebody else was quicker and loading again will help, else the same. */
export function staleIfRace(error: unknown): unknown {
  const failure = sqlFailure(error)
  if (failure === null) return error
  const race =
    failure.state === serializationFailure ||
    failure.state === deadlockDetected ||
    (failure.state === uniqueViolation && raced.has(failure.constraint ?? ''))
  return race ? new StaleError('Somebody else was quicker', { cause: error }) : error
}
