/** Why a well-formed property list is no message of the protocol. */
export type MessageErrorCode =
  | 'no-message'
  /** A required key is missing, or has the wrong type or size. */
  | 'key-missing'
  | 'key-wrong'
  /** Neither UDID nor EnrollmentID. */
  | 'no-sender'
  | 'unknown-message'

/** Thrown by the readers. `key` names the key at fault; nothing of the message's content is quoted. */
export class MessageError extends Error {
  readonly code: MessageErrorCode
  readonly key: string | null

  constructor(code: MessageErrorCode, key: string | null = null) {
    super(key === null ? `Message refused: ${code}` : `Message refused: ${code} (${key})`)
    this.name = 'MessageError'
    this.code = code
    this.key = key
  }
}
