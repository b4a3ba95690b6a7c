import type { Db } from 'pg-boss'
import type { Connection, Engine } from '../engine/engine.ts'

/** A connection as pg-boss wants it: what it sends without values may be several statements. */
export function jobsOn(connection: Connection): Db {
  return {
    executeSql: async (text, values) => {
      const { rows } = await (values?.length ? connection.query(text, values) : connection.script(text))
      return { rows: [...rows] }
    },
  }
}

/** The same on an engine, with its notifications. */
export function jobsOnEngine(engine: Engine): Db {
  return {
    ...jobsOn(engine),
    listen: async (channel, heard, reconnected) => {
      const stop = await engine.listen(channel, heard)
      reconnected()
      return { close: stop }
    },
  }
}
