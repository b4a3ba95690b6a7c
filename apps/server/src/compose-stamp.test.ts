import { expect, test } from 'vitest'
import { createTestDatabase } from '@latchkey/postgres/test'
import { compose } from './compose.ts'
import { baseConfig } from './config.ts'

const organisation = {
  name: 'Contoso',
  colour: '#0e5a6b',
  logoUrl: null,
  privacyUrl: null,
  contact: { name: null, phone: null, email: null, websiteName: null, websiteUrl: null, note: null },
}

test('a database of the other kind is refused before it is migrated', { timeout: 60_000 }, async () => {
  const made = await createTestDatabase('embedded')
  const opened = made.database
  await opened.stamp('real')
  let migrated = false
  const database = {
    ...opened,
    migrate() {
      migrated = true
      return opened.migrate()
    },
  }
  const config = baseConfig({
    data: 'unused',
    database: { kind: 'embedded', folder: 'unused' },
    keyFile: 'unused',
    organisation,
    logLevel: 'silent',
  })
  await expect(compose(config, { database })).rejects.toMatchObject({ code: 'database-stamped-otherwise' })
  expect(migrated).toBe(false)
  await made.drop()
})
