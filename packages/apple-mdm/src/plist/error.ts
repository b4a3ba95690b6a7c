/** What was wrong with a property list; stable, and all that may be logged about one. */
export type PlistErrorCode =
  /** A binary or otherwise not XML property list. */
  | 'not-xml'
  | 'not-utf8'
  /** Not well-formed XML. */
  | 'malformed'
  /** An internal subset, or a document type that is not `plist`. */
  | 'doctype'
  | 'too-large'
  | 'too-deep'
  | 'too-many-values'
  /** Well-formed, but no property list: text in a dict, a key without a value, two values at the root. */
  | 'structure'
  | 'duplicate-key'
  /** A number, date or base64 text that is none. */
  | 'value'
  /** Encoding: a value that a property list can't hold. */
  | 'unencodable'

/** The only error that the codec throws. It never quotes the list: bodies hold secrets. */
export class PlistError extends Error {
  readonly code: PlistErrorCode

  constructor(code: PlistErrorCode) {
    super(`Property list refused: ${code}`)
    this.name = 'PlistError'
    this.code = code
  }
}
