import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { openPostgres } from '../open-postgres.ts'
import { schemaFingerprint } from './fingerprint.ts'

const lockKey = 6_522_801_397_263_362n

/** Copies the migrated template, made first where it is missing; one maker at a time on the server. */
export async function cloneTemplate(
  server: string,
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const template = `latchkey_template_${schemaFingerprint()}`
  const name = `latchkey_test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lockKey.toString()])
    if (!(await exists(client, template))) await makeTemplate(client, server, template)
    await client.query(`create database ${name} template ${template}`)
  })
  return {
    url: databaseAddress(server, name),
    drop: () =>
      onServer(server, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1
}

async function makeTemplate(client: pg.Client, server: string, template: string): Promise<void> {
  const making = `${template}_making`
  await client.query(`drop database if exists ${making} with (force)`)
  await client.query(`create database ${making} template template0`)
  const database = await openPostgres({ url: databaseAddress(server, making), poolSize: 2 })
  await database.migrate()
  await database.close()
  await client.query(`alter database ${making} rename to ${template}`)
}

/** The locks that `work` takes go with the connection. */
async function onServer(server: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** The same server, another database. An address without a host is no URL to URL parsers. */
export function databaseAddress(server: string, database: string): string {
  const parts = /^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?(\?.*)?$/.exec(server)
  if (parts === null) throw new Error('The tests’ PostgreSQL has no postgresql:// address')
  return `${parts[1]}/${database}${parts[2] ?? ''}`
}
