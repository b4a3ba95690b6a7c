import type { Announcement, Database, LiveSession } from '@latchkey/domain'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { sendProblem } from '../problems.ts'
import type { PortalParts } from './parts.ts'

const heartbeatEvery = 15_000
/** Streams of one person at a time; a browser needs one, whatever its tabs. */
const mostStreams = 8

type Stream = {
  readonly personId: string
  send(event: string, data: string): void
  /** A session of this person's has ended: this one? */
  lookAgain(): void
  end(): void
}

/** Live pages: who listens, and what they are told (ids only). */
export interface Streams {
  heard(message: Announcement): void
  readonly routes: FastifyPluginAsync
  /** Ends all streams, for a graceful stop. */
  close(): void
}

export function createStreams(parts: PortalParts): Streams {
  const streams = new Set<Stream>()
  return {
    heard(message) {
      if (message.type !== 'changed') return
      for (const stream of [...streams]) {
        if (stream.personId !== message.personId) continue
        if (message.topic === 'session') stream.lookAgain()
        else stream.send('changed', JSON.stringify({ topic: message.topic, id: message.id }))
      }
    },
    routes: async (app) => {
      app.get('/api/events', async (request, reply) => {
        const session = await parts.requireSession(request)
        const own = [...streams].filter(({ personId }) => personId === session.person.id)
        if (own.length >= mostStreams) return sendProblem(reply, 'too-many')
        return open(streams, parts.database, session, reply)
      })
    },
    close() {
      for (const stream of [...streams]) stream.end()
    },
  }
}

function open(streams: Set<Stream>, database: Database, session: LiveSession, reply: FastifyReply): FastifyReply {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
  const stream: Stream = {
    personId: session.person.id,
    send: (event, data) => raw.write(`event: ${event}\ndata: ${data}\n\n`),
    lookAgain: () => void beat(),
    end: () => {
      raw.end('event: ended\ndata: {}\n\n')
      forget()
    },
  }
  const heartbeat = setInterval(() => void beat(), heartbeatEvery)
  const forget = () => {
    clearInterval(heartbeat)
    clearTimeout(limit)
    streams.delete(stream)
  }
  // A session that nobody ends runs out: the stream looks again at that moment, and goes with it.
  let limit = setTimeout(() => void beat(), untilLimit(session))
  const beat = async () => {
    const live = await database.transaction(({ sessions }) => sessions.live(session.idHash)).catch(() => session)
    if (!streams.has(stream)) return
    if (live === null) return stream.end()
    clearTimeout(limit)
    limit = setTimeout(() => void beat(), untilLimit(live))
    raw.write(': still here\n\n')
  }
  streams.add(stream)
  raw.on('close', forget)
  raw.write('retry: 1000\n\n: hello\n\n')
  return reply
}

function untilLimit(session: LiveSession): number {
  const ends = Math.min(session.idleUntil.getTime(), session.absoluteUntil.getTime())
  return Math.min(Math.max(ends - Date.now() + 50, 1000), 2 ** 31 - 1)
}
