import { Kysely, PostgresAdapter, PostgresQueryCompiler } from 'kysely'
import type { DatabaseConnection, Driver } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Connection } from './engine.ts'

/** Typed queries on one connection, which is never let go of: there is no pool behind it to reach. */
export function queriesOn(connection: Pick<Connection, 'query'>): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => driverOn(connection),
      createIntrospector: () => {
        throw new Error('Nothing here looks at the catalogue')
      },
    },
  })
}

function driverOn(connection: Pick<Connection, 'query'>): Driver {
  const only: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: { readonly sql: string; readonly parameters: readonly unknown[] }) {
      const { rows, count } = await connection.query(sql, parameters)
      return { rows: rows as R[], numAffectedRows: BigInt(count) }
    },
    streamQuery: () => {
      throw new Error('Nothing here streams')
    },
  }
  const never = async () => {
    throw new Error('Transactions are the engine’s')
  }
  return {
    init: async () => undefined,
    acquireConnection: async () => only,
    beginTransaction: never,
    commitTransaction: never,
    rollbackTransaction: never,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  }
}
