/** What can go wrong with the database itself; stable, for operators and `doctor`. */
export type DatabaseErrorCode =
  | 'database-unreachable'
  /** No free connection, or no answer in time: the same may work in a moment. */
  | 'database-busy'
  | 'database-too-old'
  | 'database-not-durable'
  | 'database-newer'
  | 'database-stamped-otherwise'
  | 'migration-changed'
  | 'migration-blocked'
  | 'migrations-not-numbered'
  | 'query-outside-transaction'
  | 'transaction-over'
  | 'embedded-folder-unusable'
  | 'embedded-database-gone'

/** The database can't be used as it stands, or is being used wrongly. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DatabaseError'
    this.code = code
  }
}

/** SQLSTATE and constraint of an error that PostgreSQL reported; null for any other. */
export function sqlFailure(error: unknown): { readonly state: string; readonly constraint: string | null } | null {
  if (!(error instanceof Error)) return null
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return null
  return { state: code, constraint: typeof constraint === 'string' ? constraint : null }
}
