import pg from 'pg'
import type { PostgresAddress } from './postgres-address.ts'

const firstRetry = 100
const slowestRetry = 5_000

export type Listener = {
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** One direct connection that listens, opened at the first need and opened again, with growing pauses, when it breaks. */
export function listener(address: Pick<PostgresAddress, 'listenUrl' | 'lost'>): Listener {
  const channels = new Map<string, Set<(payload: string) => void>>()
  let client: Promise<pg.Client> | null = null
  let retry: NodeJS.Timeout | undefined
  let closed = false

  const connect = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({
      connectionString: address.listenUrl,
      application_name: 'latchkey-listen',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    })
    fresh.on('notification', ({ channel, payload }) => channels.get(channel)?.forEach((heard) => heard(payload ?? '')))
    let broke = false
    const broken = (error: Error) => {
      if (broke || closed) return
      broke = true
      address.lost(error)
      void fresh.end().catch(() => undefined)
      reconnect(firstRetry)
    }
    fresh.on('error', broken)
    fresh.on('end', () => broken(new Error('The listening connection ended')))
    try {
      await fresh.connect()
      for (const channel of channels.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      broke = true
      await fresh.end().catch(() => undefined)
      throw error
    }
    return fresh
  }
  const reconnect = (pause: number) => {
    if (closed) return
    retry = setTimeout(() => {
      client = connect()
      client.catch(() => reconnect(Math.min(pause * 2, slowestRetry)))
    }, pause)
  }

  return {
    async listen(channel, heard) {
      const present = channels.get(channel) ?? new Set()
      channels.set(channel, present.add(heard))
      if (client === null) {
        client = connect()
        await client.catch((error: unknown) => {
          client = null
          throw error
        })
      } else if (present.size === 1) {
        await (await client).query(`listen ${pg.escapeIdentifier(channel)}`)
      }
      return async () => {
        present.delete(heard)
      }
    },
    async close() {
      closed = true
      clearTimeout(retry)
      const last = await client?.catch(() => null)
      await last?.end().catch(() => undefined)
    },
  }
}
