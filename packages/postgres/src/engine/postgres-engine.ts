import pg from 'pg'
import type { Answer, Connection, Engine } from './engine.ts'
import { busyIfTimedOut } from './busy.ts'
import { listener } from './postgres-listener.ts'
import type { PostgresAddress } from './postgres-address.ts'
import { parsers } from './parsers.ts'
import { inTransaction } from './transaction.ts'

const types = {
  getTypeParser: (type: number, format?: 'text' | 'binary') => {
    const own = format === 'binary' ? undefined : parsers[type]
    return own ?? (pg.types.getTypeParser(type, format) as (text: string) => unknown)
  },
}

/**
 * Limits go with each transaction: a pooler between us would refuse, or mix up, those of a connection. Single
 * statements have theirs from the connection, where none stands between.
 */
const statementLife = 30_000
const begin = `begin; set local statement_timeout = ${statementLife}; set local idle_in_transaction_session_timeout = '30s'`

/** An engine on a PostgreSQL server, through a pool. */
export function postgresEngine(address: PostgresAddress): Engine {
  const pool = new pg.Pool({
    connectionString: address.url,
    ...(address.listenUrl === address.url ? { statement_timeout: statementLife } : {}),
    max: address.poolSize,
    types,
    application_name: 'latchkey',
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
  })
  pool.on('error', address.lost)
  const listening = listener(address)
  const pooled = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const client = await inTime(() => pool.connect())
    let broken = false
    try {
      return await work(connectionOf(client, () => (broken = true)))
    } finally {
      client.release(broken)
    }
  }
  return {
    query: async (text, values) => answer(await inTime(() => pool.query(text, values as unknown[]))),
    script: (text) => pooled((connection) => connection.script(text)),
    prepared: async (name, text, values) =>
      answer(await inTime(() => pool.query({ name, text, values: values as unknown[] }))),
    session: (work) => direct(address.listenUrl, work),
    transaction: (work) => pooled((connection) => inTransaction(connection, begin, work)),
    listen: (channel, heard) => listening.listen(channel, heard),
    close: async () => {
      await listening.close()
      await pool.end()
    },
  }
}

/** A connection past any pooler, for what belongs to a session (locks of migrations). */
async function direct<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, types, application_name: 'latchkey' })
  await client.connect()
  try {
    return await work(connectionOf(client, () => undefined))
  } finally {
    await client.end()
  }
}

/** A script that failed may have left its session in the middle of a transaction: `spoilt` keeps it out of the pool. */
function connectionOf(client: pg.ClientBase, spoilt: () => void): Connection {
  return {
    query: async (text, values) => answer(await inTime(() => client.query(text, values as unknown[]))),
    script: async (text) => {
      try {
        return answer(await inTime(() => client.query(text)))
      } catch (error) {
        spoilt()
        throw error
      }
    },
  }
}

async function inTime<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw busyIfTimedOut(error)
  }
}

function answer(result: pg.QueryResult | readonly pg.QueryResult[]): Answer {
  const all = Array.isArray(result) ? (result as readonly pg.QueryResult[]) : [result as pg.QueryResult]
  return {
    rows:
      all.length === 1 && all[0] ? (all[0].rows as Answer['rows']) : all.flatMap(({ rows }) => rows as Answer['rows']),
    count: all.at(-1)?.rowCount ?? 0,
  }
}
