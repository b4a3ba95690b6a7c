import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import type { SignInProblem } from './problem-page.ts'

/** Why the provider's answer was not taken: `reason` is for the audit log, `problem` for the person. */
export class ProviderFailure extends Error {
  readonly code = 'provider-failure'
  readonly reason: string
  readonly problem: SignInProblem

  constructor(reason: string, problem: SignInProblem, cause?: unknown) {
    super(`the identity provider's answer was not taken: ${reason}`, { cause })
    this.reason = reason
    this.problem = problem
  }
}

/** @see https://openid.net/specs/openid-connect-core-1_0.html#AuthError and RFC 6749 4.1.2.1 */
const problemOfError: ReadonlyMap<string, SignInProblem> = new Map([
  ['login_required', 'login-required'],
  ['interaction_required', 'interaction-required'],
  ['consent_required', 'interaction-required'],
  ['account_selection_required', 'interaction-required'],
  ['access_denied', 'access-denied'],
  ['temporarily_unavailable', 'provider-unavailable'],
  ['server_error', 'provider-unavailable'],
  ['unmet_authentication_requirements', 'not-strong-enough'],
])

/** Reads what the library threw into a reason and a problem; never a text of the provider's own. */
export function readFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error
  if (error instanceof AuthorizationResponseError) {
    const problem = problemOfError.get(error.error)
    return new ProviderFailure(
      problem === undefined ? 'provider: unknown error' : `provider: ${error.error}`,
      problem ?? 'provider-error',
      error,
    )
  }
  if (error instanceof ResponseBodyError) {
    const spent = error.error === 'invalid_grant'
    return new ProviderFailure(
      spent ? 'code refused' : 'token request refused',
      spent ? 'try-again' : 'provider-error',
      error,
    )
  }
  if (error instanceof ClientError) return readClientError(error)
  return new ProviderFailure('provider not reached', 'provider-unavailable', error)
}

function readClientError(error: ClientError): ProviderFailure {
  if (error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_ABORT' || error.code === undefined)
    return new ProviderFailure('provider not reached', 'provider-unavailable', error)
  const cause: unknown = error.cause
  if (cause instanceof Error && cause.message.includes('"auth_time"'))
    return new ProviderFailure('auth-time-not-an-integer', 'no-auth-time', error)
  if (error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM')
    return new ProviderFailure('provider not well', 'provider-unavailable', error)
  return new ProviderFailure(`answer not valid: ${error.code}`, 'provider-error', error)
}
