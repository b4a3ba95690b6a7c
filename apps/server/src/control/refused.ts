/** A command that was understood and not done. The message is a sentence that says what to do; exit status 1. */
export class Refused extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Refused'
    this.code = code
  }
}

/** A command that can't be understood as it was typed; exit status 2. */
export class Misused extends Error {
  readonly code = 'misused'

  constructor(message: string) {
    super(message)
    this.name = 'Misused'
  }
}
