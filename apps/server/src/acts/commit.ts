import { StaleError } from '@latchkey/domain'
import type { Database, Stores } from '@latchkey/domain'

const attempts = 3

/** Runs one act's load → decide → commit; when the row it read has changed meanwhile, loads again, thrice at most. */
export async function inOneCommit<T>(database: Database, act: (stores: Stores) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction(act)
    } catch (error) {
      if (!(error instanceof StaleError) || attempt === attempts) throw error
    }
  }
}
