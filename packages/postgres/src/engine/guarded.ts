import { AsyncLocalStorage } from 'node:async_hooks'
import { DatabaseError } from '../errors.ts'
import type { Connection, Engine } from './engine.ts'

/**
 * The engine with a watchdog: while a transaction is open, what runs inside it may use its stores only. A query of the
 * engine's own would wait for ever on the embedded database's single session, and work unnoticed beside the
 * transaction on a server; here it throws at once on both.
 */
export function guarded(engine: Engine): Engine & { within(): Connection | null } {
  const scope = new AsyncLocalStorage<{ connection: Connection | null }>()
  const outside = <T>(act: () => Promise<T>): Promise<T> =>
    scope.getStore()?.connection ? Promise.reject(misused()) : act()
  const inside =
    <T>(work: (connection: Connection) => Promise<T>) =>
    async (connection: Connection) => {
      const present = { connection: connection as Connection | null }
      try {
        return await scope.run(present, () => work(connection))
      } finally {
        present.connection = null
      }
    }
  return {
    query: (text, values) => outside(() => engine.query(text, values)),
    script: (text) => outside(() => engine.script(text)),
    prepared: (name, text, values) => outside(() => engine.prepared(name, text, values)),
    session: (work) => outside(() => engine.session(inside(work))),
    transaction: (work) => outside(() => engine.transaction(inside(work))),
    listen: (channel, heard) => outside(() => engine.listen(channel, heard)),
    close: () => outside(() => engine.close()),
    within: () => scope.getStore()?.connection ?? null,
  }
}

function misused(): DatabaseError {
  return new DatabaseError(
    'query-outside-transaction',
    'A transaction is open here: use the stores it was given, not the database, until it is over',
  )
}
