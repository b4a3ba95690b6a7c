import { DatabaseError } from '../errors.ts'
import { staleIfRace } from './races.ts'
import type { Connection } from './engine.ts'

/** Runs `work` in one transaction of this session; afterwards its connection refuses to be used. */
export async function inTransaction<T>(
  session: Connection,
  begin: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  let over = false
  const within = async (act: () => ReturnType<Connection['query']>) => {
    if (over) throw new DatabaseError('transaction-over', 'This transaction is over: its stores can’t be used any more')
    try {
      return await act()
    } catch (error) {
      throw staleIfRace(error)
    }
  }
  await session.script(begin)
  try {
    const result = await work({
      query: (text, values) => within(() => session.query(text, values)),
      script: (text) => within(() => session.script(text)),
    })
    over = true
    await session.query('commit')
    return result
  } catch (error) {
    over = true
    await session.query('rollback').catch(() => undefined)
    throw staleIfRace(error)
  }
}
