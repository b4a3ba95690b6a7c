export type PostgresAddress = {
  readonly url: string
  /** A direct connection for LISTEN where a pooler stands between. */
  readonly listenUrl: string
  readonly poolSize: number
  /** Told of connections that broke while idle or listening; never of a statement's own failure. */
  readonly lost: (error: Error) => void
}
