/** What a device gets. A refusal's status says to try again or not; it is never 401, which would un-enrol the device. */
export type AppleAnswer =
  /** 200 with no byte: nothing to do. */
  | { readonly type: 'nothing' }
  /** 200 with a command. */
  | { readonly type: 'command'; readonly body: string }
  | {
      readonly type: 'refused'
      readonly status: 400 | 403 | 404 | 410
      /** Stable, for the log: nothing of the message. */
      readonly code: string
      readonly enrolmentId: string | null
    }

export const nothing: AppleAnswer = { type: 'nothing' }

/** The message can't be read, or its signature does not hold. */
export function unreadable(code: string): AppleAnswer {
  return { type: 'refused', status: 400, code, enrolmentId: null }
}

/** The signer may not say this. */
export function forbidden(code: ForbiddenCode, enrolmentId: string | null = null): AppleAnswer {
  return { type: 'refused', status: 403, code, enrolmentId }
}

export type ForbiddenCode =
  | 'unknown-certificate'
  | 'enrolment-ended'
  /** The certificate is pinned to a device with another identifier. */
  | 'another-device'
  /** The device is enrolled under another person's certificate. */
  | 'conflict'
