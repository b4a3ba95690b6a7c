/** The identity provider can't be reached: nobody can sign in now, and nothing was ended for it. */
export class SignInUnavailableError extends Error {
  readonly code = 'sign-in-unavailable'

  constructor(cause: unknown) {
    super('the identity provider can not be reached', { cause })
  }
}
