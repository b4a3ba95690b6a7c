import { expect, test } from 'vitest'
import { openEmbedded } from './open-embedded.ts'

test('the stamp can be checked before there is any table, and changes nothing', async () => {
  const database = await openEmbedded({ memory: true })
  const tables = async () => (await database.engine.query(`select from pg_tables where schemaname = 'public'`)).count
  await database.checkStamp('demo')
  expect(await tables()).toBe(0)

  await database.migrate()
  await database.checkStamp('demo')
  await database.stamp('real')
  await database.checkStamp('real')
  await expect(database.checkStamp('demo')).rejects.toMatchObject({ code: 'database-stamped-otherwise' })
  await database.close()
}, 60_000)
