/** The push was not taken; try again. `reason` is the service's own word, or ours for a broken connection. */
export class PushError extends Error {
  readonly code = 'push-failed'
  readonly reason: string

  constructor(reason: string, cause?: unknown) {
    super(`Push not taken: ${reason}`, { cause })
    this.reason = reason
  }
}
