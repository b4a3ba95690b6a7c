import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { Answer } from './engine.ts'
import type { EmbeddedAsk, EmbeddedFailure, EmbeddedSays, EmbeddedStart } from './embedded-messages.ts'
import { parsers } from './parsers.ts'

/*
 * The embedded database's own thread: it blocks while it works. It does one thing after another as it is asked; whose
 * turn it is, is decided on the other side.
 */

const port = parentPort
if (port === null) throw new Error('This file is the embedded database’s thread, started by embedded-engine.ts')
const say = (message: EmbeddedSays) => port.postMessage(message)
const { folder, tar } = workerData as EmbeddedStart

let database: PGlite
try {
  database = await PGlite.create({
    dataDir: folder ?? 'memory://',
    parsers: { ...parsers },
    ...(tar === null ? {} : { loadDataDir: new Blob([new Uint8Array(tar)]) }),
  })
  database.onNotification((channel, payload) => say({ type: 'notification', channel, payload }))
  port.on('message', ({ id, ask }: { id: number; ask: EmbeddedAsk }) => {
    carryOut(ask).then(
      (answer) => {
        say({ type: 'answer', id, answer })
        if (ask.kind === 'close') port.close()
      },
      (error: unknown) => say({ type: 'failed', id, failure: failureOf(error) }),
    )
  })
  say({ type: 'ready' })
} catch (error) {
  say({ type: 'not-ready', failure: failureOf(error) })
}

async function carryOut(ask: EmbeddedAsk): Promise<Answer | Uint8Array> {
  switch (ask.kind) {
    case 'query': {
      const { rows, affectedRows } = await database.query<Answer['rows'][number]>(ask.text, [...ask.values])
      return { rows, count: affectedRows ?? rows.length }
    }
    case 'script': {
      const results = await database.exec(ask.text)
      return { rows: results.flatMap(({ rows }) => rows as Answer['rows']), count: results.at(-1)?.affectedRows ?? 0 }
    }
    case 'listen':
      await database.query(`listen "${ask.channel}"`)
      return { rows: [], count: 0 }
    case 'dump':
      return new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer())
    case 'close':
      await database.close()
      return { rows: [], count: 0 }
  }
}

function failureOf(error: unknown): EmbeddedFailure {
  if (!(error instanceof Error)) return { message: String(error) }
  const { message, code, constraint, table } = error as Error & Partial<EmbeddedFailure>
  return {
    message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
  }
}
