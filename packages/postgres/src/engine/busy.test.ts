import pg from 'pg'
import { expect, test } from 'vitest'
import { openPostgres } from '../open-postgres.ts'
import { busyIfTimedOut } from './busy.ts'

const server = process.env['LATCHKEY_TEST_DATABASE_URL'] ?? ''
const endless = `select count(*) from generate_series(1, 1000000000000) as n where n < 0`

test('a pool without a free connection, and a client out of patience, are busy', async () => {
  const limits = { connectionTimeoutMillis: 1000, query_timeout: 1, statement_timeout: 500 }
  const pool = new pg.Pool({ connectionString: server, max: 1, ...limits })
  const client = await pool.connect()
  const impatient: unknown = await client.query(endless).catch((error: unknown) => error)
  const waiting: unknown = await pool.query('select 1').catch((error: unknown) => error)
  client.release(true)
  await pool.end()
  for (const error of [impatient, waiting]) expect(busyIfTimedOut(error)).toMatchObject({ code: 'database-busy' })
})

test('a statement that is not over in time is ended by the server: inside a transaction and outside', async () => {
  const database = await openPostgres({ url: server, poolSize: 1 })
  try {
    const { rows } = await database.engine.query('show statement_timeout')
    expect(rows).toEqual([{ statement_timeout: '30s' }])
    await database.engine.query('set statement_timeout = 1')
    const outside = database.engine.query(endless)
    await expect(outside).rejects.toMatchObject({ code: 'database-busy' })
    const inside = database.engine.transaction(async (connection) => {
      await connection.query('set local statement_timeout = 1')
      return connection.query(endless)
    })
    await expect(inside).rejects.toMatchObject({ code: 'database-busy' })
  } finally {
    await database.close()
  }
})

test('past a pooler nothing is asked of the connection, which others use too', async () => {
  const database = await openPostgres({ url: server, listenUrl: `${server}&application_name=direct` })
  try {
    expect((await database.engine.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '0' }])
  } finally {
    await database.close()
  }
})

test('any other error stays what it is', () => {
  const error = new Error('something else')
  expect(busyIfTimedOut(error)).toBe(error)
})
