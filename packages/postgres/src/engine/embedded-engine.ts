import type { Answer, Connection, Engine } from './engine.ts'
import type { EmbeddedStart } from './embedded-messages.ts'
import { prepareEmbeddedFolder } from './embedded-folder.ts'
import { startEmbeddedThread } from './embedded-thread.ts'
import { mutex } from './mutex.ts'
import { inTransaction } from './transaction.ts'

/** An engine on the embedded database: a single session, which one mutex gives to one caller at a time. */
export async function embeddedEngine(start: EmbeddedStart): Promise<Engine & { dump(): Promise<Uint8Array> }> {
  if (start.folder !== null) await prepareEmbeddedFolder(start.folder)
  const heard = new Map<string, Set<(payload: string) => void>>()
  const thread = await startEmbeddedThread(start, (channel, payload) =>
    heard.get(channel)?.forEach((hear) => hear(payload)),
  )
  const alone = mutex()
  const session: Connection = {
    query: (text, values) => thread.ask({ kind: 'query', text, values: (values ?? []).map(sendable) }),
    script: (text) => thread.ask({ kind: 'script', text }),
  }
  const query = (text: string, values?: readonly unknown[]): Promise<Answer> => alone(() => session.query(text, values))
  return {
    query,
    script: (text) => alone(() => scriptAlone(session, text)),
    prepared: (_name, text, values) => query(text, values),
    session: (work) => alone(() => work(session)),
    transaction: (work) => alone(() => inTransaction(session, 'begin', work)),
    async listen(channel, hear) {
      const present = heard.get(channel) ?? new Set()
      heard.set(channel, present.add(hear))
      if (present.size === 1) await alone(() => thread.ask({ kind: 'listen', channel }))
      return async () => {
        present.delete(hear)
      }
    },
    dump: () => alone(() => thread.dump()),
    close: () => alone(() => thread.close()),
  }
}

/** A script may hold its own `begin`: when it fails half-way, the only session must not stay in that transaction. */
async function scriptAlone(session: Connection, text: string): Promise<Answer> {
  try {
    return await session.script(text)
  } catch (error) {
    await session.query('rollback').catch(() => undefined)
    throw error
  }
}

/** A Buffer would drag its whole pool across; undefined means null, as for a server. */
function sendable(value: unknown): unknown {
  if (value === undefined) return null
  return value instanceof Uint8Array ? new Uint8Array(value) : value
}
