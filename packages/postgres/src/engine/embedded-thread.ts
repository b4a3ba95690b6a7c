import { Worker } from 'node:worker_threads'
import { DatabaseError } from '../errors.ts'
import type { Answer } from './engine.ts'
import type { EmbeddedAsk, EmbeddedFailure, EmbeddedSays, EmbeddedStart } from './embedded-messages.ts'

/** The thread that holds the embedded database, seen from outside: questions and answers, in order. */
export type EmbeddedThread = {
  ask(ask: Exclude<EmbeddedAsk, { kind: 'dump' }>): Promise<Answer>
  dump(): Promise<Uint8Array>
  close(): Promise<void>
}

type Waiting = { readonly done: (answer: Answer | Uint8Array) => void; readonly failed: (error: Error) => void }

/** Starts the thread and waits until its database answers. */
export async function startEmbeddedThread(
  start: EmbeddedStart,
  notified: (channel: string, payload: string) => void,
): Promise<EmbeddedThread> {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: start, execArgv: [] })
  const waiting = new Map<number, Waiting>()
  let next = 1
  let gone: DatabaseError | null = null
  const ready = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()

  const lose = (cause?: unknown) => {
    gone ??= new DatabaseError('embedded-database-gone', 'The embedded database has stopped', { cause })
    ready.reject(gone)
    for (const { failed } of waiting.values()) failed(gone)
    waiting.clear()
  }
  worker.on('error', lose)
  worker.on('exit', () => {
    lose()
    ended.resolve()
  })
  worker.on('message', (said: EmbeddedSays) => {
    switch (said.type) {
      case 'ready':
        return ready.resolve()
      case 'not-ready':
        return ready.reject(errorFrom(said.failure))
      case 'notification':
        return notified(said.channel, said.payload)
      case 'answer':
        waiting.get(said.id)?.done(said.answer)
        return waiting.delete(said.id)
      case 'failed':
        waiting.get(said.id)?.failed(errorFrom(said.failure))
        return waiting.delete(said.id)
    }
  })
  const ask = (asked: EmbeddedAsk): Promise<Answer | Uint8Array> => {
    if (gone) return Promise.reject(gone)
    const id = next++
    return new Promise((done, failed) => {
      waiting.set(id, { done, failed })
      worker.postMessage({ id, ask: asked })
    })
  }

  try {
    await ready.promise
  } catch (cause) {
    await worker.terminate()
    throw new DatabaseError(
      'embedded-folder-unusable',
      `The embedded database in ${start.folder ?? 'memory'} does not start`,
      {
        cause,
      },
    )
  }
  return {
    ask: (asked) => ask(asked) as Promise<Answer>,
    dump: () => ask({ kind: 'dump' }) as Promise<Uint8Array>,
    close: async () => {
      if (gone) return
      await ask({ kind: 'close' })
      await ended.promise
    },
  }
}

function errorFrom({ message, ...fields }: EmbeddedFailure): Error {
  return Object.assign(new Error(message), fields)
}
