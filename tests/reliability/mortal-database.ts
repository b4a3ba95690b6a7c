import type { CheckIns, Database, Stores } from '@latchkey/domain'
import type { OpenDatabase } from '@latchkey/postgres'

/** Called at each boundary, with its name; it may never return. */
export type Boundary = (name: string) => void

/**
 * A database whose every boundary is told: before a transaction, at each commit of effects, with all work done but not
 * committed, committed and not yet answered, and around each single statement of the devices' path.
 */
export function mortalDatabase(database: OpenDatabase, at: Boundary): OpenDatabase {
  return {
    ...database,
    transaction: async (work) => {
      at('before transaction')
      const result = await database.transaction(async (stores) => {
        const done = await work(mortalStores(stores, at))
        at('work done, not committed')
        return done
      })
      at('committed, not answered')
      return result
    },
    checkIns: mortalCheckIns(database.checkIns, at),
  } satisfies Database & OpenDatabase
}

function mortalStores(stores: Stores, at: Boundary): Stores {
  return {
    ...stores,
    async commit(effects) {
      at(`before effects ${effects[0]?.type ?? 'none'}`)
      await stores.commit(effects)
      at(`after effects ${effects[0]?.type ?? 'none'}`)
    },
  }
}

function mortalCheckIns(checkIns: CheckIns, at: Boundary): CheckIns {
  return {
    ...checkIns,
    async poll(hash) {
      const answer = await checkIns.poll(hash)
      at('polled')
      return answer
    },
    async handOver(enrolmentId, options) {
      at('before hand-over')
      const answer = await checkIns.handOver(enrolmentId, options)
      at('handed over, bytes not sent')
      return answer
    },
  }
}
