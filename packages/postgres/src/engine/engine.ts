/** Rows as objects; `count` is how many rows the statement wrote (or read). */
export type Answer = { readonly rows: readonly Row[]; readonly count: number }
export type Row = Readonly<Record<string, unknown>>

/** One session with the database. */
export interface Connection {
  /** One statement with `$1` parameters. */
  query(text: string, values?: readonly unknown[]): Promise<Answer>
  /** Several statements without parameters; the rows of all of them. */
  script(text: string): Promise<Answer>
}

/**
 * PostgreSQL behind one small surface, the same for a server and for the embedded database: statements, transactions,
 * and notifications. Everything else in this package stands on it.
 */
export interface Engine extends Connection {
  /** One statement, prepared once under `name`. */
  prepared(name: string, text: string, values: readonly unknown[]): Promise<Answer>
  /** Gives `work` a session of its own (past a pooler), without a transaction. */
  session<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  /** Runs `work` in one READ COMMITTED transaction; a throw rolls back and is thrown on. */
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  /** Calls `heard` with the payload of each notification on `channel`. Returns a way to stop. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}
